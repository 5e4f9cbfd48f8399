import type { Service } from '@dmt-providers/central-config'
import { openSecrets, ProviderError, type SecretsStore } from '@dmt-providers/core'
import type { CommandContext, CommandOption } from '../command.js'

/** The options of commands that put secrets where they belong. */
export const secretOptions: Readonly<Record<string, CommandOption>> = {
  'secret-path': {
    value: '<path>',
    help: 'keep secrets at this path of the secret store, and references to them here',
  },
  'secrets-env': {
    value: '<NAME>',
    help: 'the variable that holds the URL of the secret store, or NAME_FILE; default MPS_SECRETS_URL or RPS_SECRETS_URL by the service, then DMT_SECRETS_URL',
  },
}

/** Works with the secret store that option and environment name. Throws `invalid-options` when none does. */
export async function withSecrets<T>(
  context: CommandContext,
  service: Service,
  work: (secrets: SecretsStore) => Promise<T>,
): Promise<T> {
  const { environment } = context
  const secrets = await openSecrets(secretsUrl(context, service), { environment })
  try {
    return await work(secrets)
  } finally {
    await secrets.close()
  }
}

function secretsUrl({ text, environment }: CommandContext, service: Service): string {
  const own = service === 'mps' || service === 'rps' ? [`${service.toUpperCase()}_SECRETS_URL`] : []
  const given = text('secrets-env')
  const variables = given === undefined ? [...own, 'DMT_SECRETS_URL'] : [given]
  for (const variable of variables) {
    const url = environment.getOrRead(variable)
    if (url !== undefined) return url
  }
  throw new ProviderError(
    'invalid-options',
    `--secret-path: no secret store; set ${variables.join(' or ')} (or the same with _FILE), or give --secrets-env <NAME>`,
  )
}
