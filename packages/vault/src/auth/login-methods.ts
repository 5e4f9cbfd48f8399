import { readPasswordFile } from '@dmt-providers/credentials'
import type { ConnectionSettings } from '../connection-options.js'
import type { Exchange } from '../http/exchange.js'
import { UnwrappedSecretId } from './unwrapped-secret-id.js'

/** How one method of authentication logs in. */
interface LoginMethod {
  /** Below the path where the method is mounted. */
  readonly path: string
  /** What is sent; asked for with each login, as files change. */
  credentials(signal: AbortSignal): Promise<object>
}

type Make = (settings: ConnectionSettings, exchange: Exchange) => LoginMethod

/** Where Kubernetes puts the token of a pod's service account. */
const serviceAccountToken = '/var/run/secrets/kubernetes.io/serviceaccount/token'

/** The methods, by the words of the option `auth`. Source: Vault, "HTTP API", auth methods. */
export const loginMethods = {
  approle: (settings, exchange) => ({ path: 'login', credentials: appRole(settings, exchange) }),
  kubernetes: ({ role, jwtFile = serviceAccountToken }) => ({
    path: 'login',
    credentials: async () => ({ role, jwt: await fromFile(jwtFile, 'jwtFile') }),
  }),
  jwt: ({ role, jwt, jwtFile }) => ({
    path: 'login',
    credentials: async () => ({ ...(role && { role }), jwt: await given(jwt, jwtFile, 'jwtFile') }),
  }),
  userpass: ({ user = '', password, passwordFile }) => ({
    path: `login/${encodeURIComponent(user)}`,
    credentials: async () => ({ password: await given(password, passwordFile, 'passwordFile') }),
  }),
  cert: ({ role }) => ({ path: 'login', credentials: async () => ({ ...(role && { name: role }) }) }),
} as const satisfies Record<Exclude<ConnectionSettings['auth'], 'token'>, Make>

function appRole({ roleId, secretId, secretIdFile, secretIdWrapped }: ConnectionSettings, exchange: Exchange) {
  const known = secretId !== undefined || secretIdFile !== undefined
  const read = () => given(secretId, secretIdFile, 'secretIdFile')
  const unwrapped = new UnwrappedSecretId(exchange)
  return async (signal: AbortSignal) => {
    if (!known) return { role_id: roleId }
    const text = await read()
    return { role_id: roleId, secret_id: secretIdWrapped ? await unwrapped.of(text, signal) : text }
  }
}

async function given(text: string | undefined, file: string | undefined, option: string): Promise<string> {
  return text ?? (await fromFile(file ?? '', option))
}

async function fromFile(file: string, option: string): Promise<string> {
  return (await readPasswordFile(file, option, 'vault')).trim()
}
