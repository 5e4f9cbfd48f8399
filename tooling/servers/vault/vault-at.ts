/** An answer that is no success. */
class VaultAnswerError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message)
  }
}

/** Calls Vault's HTTP interface with the token in a URL, `http://:token@host:8200`. Throws what Vault says. */
export async function vaultAt(
  url: string,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const { protocol, host, password } = new URL(url)
  const response = await fetch(`${protocol}//${host}/v1/${path}`, {
    method,
    headers: { ...(password === '' ? {} : { 'x-vault-token': decodeURIComponent(password) }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  })
  const text = await response.text()
  if (!response.ok) throw new VaultAnswerError(`${method} ${path}: ${response.status} ${text}`, response.status)
  return text === '' ? {} : Object.assign({}, JSON.parse(text))
}

/** The version that Vault reports; only of one that is unsealed and active. */
export async function vaultVersion(url: string): Promise<string> {
  const { version } = await vaultAt(url, 'GET', 'sys/health')
  return String(version)
}

/** Makes a new Vault usable: keys in one share, unsealed. Answers the key and the token of root. */
export async function initializeVault(url: string): Promise<{ key: string; token: string }> {
  const shares = { secret_shares: 1, secret_threshold: 1 }
  const { keys, root_token } = await vaultAt(url, 'POST', 'sys/init', shares)
  const key = Array.isArray(keys) ? String(keys[0]) : ''
  await vaultAt(url, 'POST', 'sys/unseal', { key })
  return { key, token: String(root_token) }
}
