import { isProviderError, openSecrets, ProviderError, type SecretsStore } from '@dmt-providers/core'
import type { Host } from './host.js'
import { OnePerText } from './one-per-text.js'
import { secretsCache } from './secrets-cache.js'
import type { Settings } from './settings.js'

const stores = new OnePerText<SecretsStore>()

/**
 * The secret store of a service: the URL in the file named by `<SERVICE>_SECRETS_URL_FILE`, else `secrets_url`, else
 * the service's own `vault_address`, `vault_token` and `secrets_path`. Throws `invalid-options`.
 */
export async function secretsOfHost(host: Host<unknown>): Promise<SecretsStore> {
  const { settings } = host
  const named = (await settings.file('secrets_url')) ?? settings.get('secrets_url')
  const url = named ?? (await vaultUrl(settings))
  return await stores.get(url, async () => {
    const options = { environment: settings.environment, cache: secretsCache(settings) }
    const opened = await openSecrets(url, options).catch((error: unknown) => {
      throw named === undefined ? explained(error, settings) : error
    })
    host.logger.info(`Secrets are served by ${opened.provider}`)
    return opened
  })
}

/** The reference's own settings as a URL: `vault+http://localhost:8200/secret/data/?token=…`. */
async function vaultUrl(settings: Settings): Promise<string> {
  const address = settings.get('vault_address')
  if (address === undefined || !URL.canParse(address)) {
    const problem = address === undefined ? 'is not set' : 'is not set, and vault_address is no URL'
    throw new ProviderError(
      'invalid-options',
      `${settings.variable('secrets_url')} ${problem}; write a URL such as envelope+file:./secrets?key=file:./key`,
    )
  }
  const url = new URL(settings.get('secrets_path') ?? 'secret/data/', address.endsWith('/') ? address : `${address}/`)
  const token = (await settings.file('vault_token')) ?? settings.get('vault_token')
  if (token !== undefined) url.searchParams.set('token', token)
  return `vault+${url.href}`
}

/** The services' own files name a Vault, so that one is asked for where only the URL was forgotten. */
function explained(error: unknown, settings: Settings): unknown {
  if (!isProviderError(error) || error.code !== 'invalid-options') return error
  const reason = `${settings.variable('secrets_url')} is not set, so vault_address decides`
  return new ProviderError(error.code, `${error.message} (${reason})`, { cause: error })
}
