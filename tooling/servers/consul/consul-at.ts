/** Where Consul is asked, and as whom. */
interface Administrator {
  readonly origin: string
  readonly token: string
}

/** Reads `consul://127.0.0.1:8500?token=...`, the address of a test server. */
export function administrator(url: string): Administrator {
  const { host, searchParams } = new URL(url)
  return { origin: `http://${host}`, token: searchParams.get('token') ?? '' }
}

/** Calls Consul's HTTP interface as the administrator of a URL; answers nothing for a 404. Throws what Consul says. */
export async function consulAt(
  url: string,
  method: string,
  path: string,
  body?: object | string,
): Promise<unknown | undefined> {
  const { origin, token } = administrator(url)
  const text = typeof body === 'object' ? JSON.stringify(body) : body
  const response = await fetch(`${origin}/v1/${path}`, {
    method,
    headers: { 'x-consul-token': token },
    ...(text === undefined ? {} : { body: text }),
    signal: AbortSignal.timeout(15_000),
  })
  const answer = await response.text()
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`Consul ${method} ${path}: ${response.status} ${answer}`)
  return answer === '' ? {} : JSON.parse(answer)
}

/** The version that Consul reports, once it has a leader and lets its administrator read. */
export async function consulVersion(url: string): Promise<string> {
  await consulAt(url, 'GET', 'kv/any?consistent')
  const self: unknown = await consulAt(url, 'GET', 'agent/self')
  return String(Object.assign({ Config: { Version: 'unknown' } }, self).Config.Version)
}

/** A token, as what callers send, as what names it to Consul, and the policy that it has. */
export interface ConsulToken {
  readonly token: string
  readonly accessor: string
  readonly policy: string
}

/** A new token that may do what some rules in HCL say. */
export async function consulToken(url: string, rules: string): Promise<ConsulToken> {
  const policy = `dmt-${crypto.randomUUID()}`
  await consulAt(url, 'PUT', 'acl/policy', { Name: policy, Rules: rules })
  const made: unknown = await consulAt(url, 'PUT', 'acl/token', { Policies: [{ Name: policy }] })
  const { SecretID, AccessorID } = Object.assign({ SecretID: '', AccessorID: '' }, made)
  return { token: SecretID, accessor: AccessorID, policy }
}

/** Takes a token back: whoever holds it is a stranger from now on. */
export async function revokeConsulToken(url: string, accessor: string): Promise<void> {
  await consulAt(url, 'DELETE', `acl/token/${accessor}`)
}
