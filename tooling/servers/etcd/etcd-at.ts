/** Calls etcd's JSON interface as the user of a URL, or as nobody when the URL has none. Throws what etcd says. */
export async function etcdAt(url: string, path: string, body: object = {}): Promise<Record<string, unknown>> {
  const { username, password } = new URL(url)
  if (username === '') return await post(url, path, body)
  const { token } = await post(url, 'auth/authenticate', { name: username, password: decodeURIComponent(password) })
  return await post(url, path, body, String(token))
}

async function post(url: string, path: string, body: object, token?: string): Promise<Record<string, unknown>> {
  const { hostname, port } = new URL(url)
  const response = await fetch(`http://${hostname}:${port}/v3/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: token === undefined ? {} : { authorization: token },
    signal: AbortSignal.timeout(5_000),
  })
  const answer: Record<string, unknown> = Object.assign({}, await response.json())
  if (!response.ok) throw new Error(`etcd ${path}: ${JSON.stringify(answer)}`)
  return answer
}

/** Text as etcd's JSON interface takes and gives it. */
export const base64 = (text: string) => Buffer.from(text).toString('base64')

/** Makes a user who may read and write what begins with a prefix, by a role of its own. */
export async function grantPrefix(
  url: string,
  { user, password, role, prefix }: { user: string; password: string; role: string; prefix: string },
): Promise<void> {
  const end = `${prefix.slice(0, -1)}${String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)}`
  await etcdAt(url, 'auth/user/add', { name: user, password })
  await etcdAt(url, 'auth/role/add', { name: role })
  const perm = { permType: 'READWRITE', key: base64(prefix), range_end: base64(end) }
  await etcdAt(url, 'auth/role/grant', { name: role, perm })
  await etcdAt(url, 'auth/user/grant', { user, role })
}

/** Has etcd ask for a password from now on; `root` may do everything. */
export async function enableAuthentication(url: string, password: string): Promise<void> {
  await etcdAt(url, 'auth/user/add', { name: 'root', password })
  await etcdAt(url, 'auth/role/add', { name: 'root' })
  await etcdAt(url, 'auth/user/grant', { user: 'root', role: 'root' })
  await etcdAt(url, 'auth/enable')
}

/** The version that etcd reports. */
export async function etcdVersion(url: string): Promise<string> {
  const { version } = await etcdAt(url, 'maintenance/status')
  return String(version)
}
