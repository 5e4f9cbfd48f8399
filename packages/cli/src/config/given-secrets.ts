import type { Service } from '@dmt-providers/central-config'
import { openSecrets, ProviderError, type SecretsStore } from '@dmt-providers/core'
import type { CommandContext, CommandOption } from '../command.js'

/** The option that names the secret store. */
export const secretsEnv: Readonly<Record<'secrets-env', CommandOption>> = {
  'secrets-env': {
    value: '<NAME>',
    help: 'the variable that holds the URL of the secret store, or NAME_FILE; default MPS_SECRETS_URL or RPS_SECRETS_URL by the service, then DMT_SECRETS_URL',
  },
}

/** The options of commands that put secrets where they belong. */
export const secretOptions: Readonly<Record<string, CommandOption>> = {
  'secret-path': {
    value: '<path>',
    help: 'keep secrets at this path of the secret store, and references to them here',
  },
  ...secretsEnv,
}

/** Works with the secret store that option and environment name. Throws `invalid-options` when none does. */
export async function withSecrets<T>(
  context: CommandContext,
  service: Service,
  work: (secrets: SecretsStore) => Promise<T>,
): Promise<T> {
  const secrets = await openGivenSecrets(context, service, '--secret-path')
  try {
    return await work(secrets)
  } finally {
    await secrets.close()
  }
}

/** Opens the secret store that option and environment name; `why` says what needs it. Throws `invalid-options` when none does. */
export async function openGivenSecrets(context: CommandContext, service: Service, why: string): Promise<SecretsStore> {
  const { environment } = context
  return await openSecrets(secretsUrl(context, service, why), { environment })
}

function secretsUrl({ text, environment }: CommandContext, service: Service, why: string): string {
  const own = service === 'mps' || service === 'rps' ? [`${service.toUpperCase()}_SECRETS_URL`] : []
  const given = text('secrets-env')
  const variables = given === undefined ? [...own, 'DMT_SECRETS_URL'] : [given]
  for (const variable of variables) {
    const url = environment.getOrRead(variable)
    if (url !== undefined) return url
  }
  throw new ProviderError(
    'invalid-options',
    `${why}: no secret store; set ${variables.join(' or ')} (or the same with _FILE), or give --secrets-env <NAME>`,
  )
}
