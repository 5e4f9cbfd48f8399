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
  const url = named ?? vaultUrl(settings)
  return await stores.get(url, async () => {
    const options = { environment: settings.environment, cache: secretsCache(settings) }
    const opened = await openSecrets(url, options).catch((error: unknown) => {
      throw named === undefined ? explained(error, settings) : error
    })
    host.logger.info(`Secrets are served by ${opened.provider}`)
    return opened
  })
}

/** The reference's own settings as a URL: `vault+http://localhost:8200/secret/?kv=2&token=…`. */
function vaultUrl(settings: Settings): string {
  const address = settings.get('vault_address')
  if (address === undefined || !/^https?:\/\/[^/]/i.test(address) || !URL.canParse(address)) {
    const problem = address === undefined ? 'is not set' : 'is not set, and vault_address is no URL of http or https'
    throw new ProviderError(
      'invalid-options',
      `${settings.variable('secrets_url')} ${problem}; write a URL such as envelope+file:./secrets?key=file:./key`,
    )
  }
  return `vault+${vaultPlace(new URL(address), settings.get('secrets_path') ?? 'secret/data/')}${tokenOf(settings)}`
}

/** `secret/data/team/` is the folder `team` in the engine of version 2 at `secret`; a path without `data` is of version 1. */
function vaultPlace({ protocol, host, port, pathname }: URL, secretsPath: string): string {
  const [, versioned, below] = /^\/*(.+?)\/data(?:\/(.*))?$/.exec(secretsPath) ?? []
  const [first = '', ...others] = secretsPath.replace(/^\/+/, '').split('/')
  const [mount, prefix] = versioned === undefined ? [first, others.join('/')] : [versioned, below ?? '']
  // The address says where Vault listens; without a port that is the port of its protocol, and not Vault's own.
  const at = `${host}${port === '' ? `:${protocol === 'https:' ? 443 : 80}` : ''}`
  const query = new URLSearchParams({ kv: versioned === undefined ? '1' : '2' })
  const basePath = pathname.replace(/\/+$/, '')
  if (basePath !== '') query.set('basePath', basePath)
  const folder = prefix.split('/').map(encodeURIComponent).join('/')
  return `${protocol}//${at}/${encodeURIComponent(mount)}/${folder}?${query}`
}

/** The token, or the file with it: the store reads it again when it changes, for which its content would not do. */
function tokenOf(settings: Settings): string {
  const [file, token] = [settings.get('vault_token_file'), settings.get('vault_token')]
  if (file !== undefined) return `&${new URLSearchParams({ tokenFile: file })}`
  return token === undefined ? '' : `&${new URLSearchParams({ token })}`
}

/** The services' own files name a Vault, so that one is asked for where only the URL was forgotten. */
function explained(error: unknown, settings: Settings): unknown {
  if (!isProviderError(error) || error.code !== 'invalid-options') return error
  const reason = `${settings.variable('secrets_url')} is not set, so vault_address decides`
  return new ProviderError(error.code, `${error.message} (${reason})`, { cause: error })
}
