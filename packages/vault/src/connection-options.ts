import { type Environment, truthParameter, wholeNumberParameter } from '@dmt-providers/core'
import { tlsParameters } from '@dmt-providers/tls'
import { z } from 'zod'

/** How Vault is reached, and as whom. */
export interface ConnectionOptions {
  /** `https://host:8200`; several nodes of a cluster with commas between them. */
  address?: string | undefined
  /** Path under which a proxy serves Vault. */
  basePath?: string | undefined
  /** Namespace of Vault Enterprise or OpenBao, of the engine and of the login. */
  namespace?: string | undefined
  /** Namespace of the login, where it is another one. */
  authNamespace?: string | undefined
  /** How the store proves who it is. Default `token`. */
  auth?: 'token' | 'approle' | 'kubernetes' | 'jwt' | 'userpass' | 'cert' | undefined
  /** Path of the method of authentication. Default: its own name. */
  authMount?: string | undefined
  /** Token, or the file with it, which is read again when it changes. */
  token?: string | undefined
  tokenFile?: string | undefined
  /** For `approle`: the role, and its secret or the file with it. */
  roleId?: string | undefined
  secretId?: string | undefined
  secretIdFile?: string | undefined
  /** True when what is given is the token of a wrapping around the secret id. */
  secretIdWrapped?: boolean | undefined
  /** For `kubernetes`, `jwt` and `cert`: the role. */
  role?: string | undefined
  /** For `jwt`: the token of the identity provider, or the file with it. For `kubernetes` the file of the pod's token. */
  jwt?: string | undefined
  jwtFile?: string | undefined
  /** For `userpass`: the user, and the password or the file with it. */
  user?: string | undefined
  password?: string | undefined
  passwordFile?: string | undefined
  /** Authorities to trust: a file in PEM, or `system`. Default: those built into Node. */
  ca?: string | undefined
  /** Files in PEM with the client certificate and its key, and the key's passphrase. */
  cert?: string | undefined
  key?: string | undefined
  keyPassphrase?: string | undefined
  /** Name that the server's certificate must have. Default: the host. */
  serverName?: string | undefined
  /** Connections to each node that are open at most. Default 64. */
  poolMax?: number | undefined
  /** Milliseconds that one node gets to answer. Default 4,000. */
  attemptTimeoutMs?: number | undefined
  /** Where options that are not given come from. Default: the process's. */
  environment?: Environment | undefined
}

const text = (help: string, env?: string) =>
  z
    .string('give a text')
    .min(1, 'is empty')
    .optional()
    .meta({ help, ...(env !== undefined && { env }) })

const secret = (help: string, env?: string) =>
  z
    .string('give a text')
    .min(1, 'is empty')
    .regex(/^[\x21-\x7e]+$/, 'holds a space, a line end or another character that no such value has')
    .optional()
    .meta({ help, secret: true, ...(env !== undefined && { env }) })

const node = /^https?:\/\/[^/?#@\s]+(?:\/[^?#\s]*)?$/

const where = {
  address: z
    .string('is missing; write https://host:8200')
    .transform((list) => list.split(',').map((one) => one.trim()))
    .refine(
      (list) => list.every((one) => node.test(one) && URL.canParse(one)),
      'write https://host:8200, with a comma between two',
    )
    .meta({ help: 'https://host:8200 of each node, separated by commas; in a URL the hosts', env: 'VAULT_ADDR' }),
  basePath: z
    .string()
    .transform((path) => path.replace(/^\/*(?=.)/, '/').replace(/\/+$/, ''))
    .default('')
    .meta({ help: 'Path under which a proxy serves Vault' }),
  namespace: text('Namespace of Vault Enterprise or OpenBao, of the engine and of the login', 'VAULT_NAMESPACE'),
  authNamespace: text('Namespace of the login, where it is another one'),
}

const who = {
  auth: z
    .enum(['token', 'approle', 'kubernetes', 'jwt', 'userpass', 'cert'], {
      error: 'give one of token, approle, kubernetes, jwt, userpass, cert',
    })
    .default('token')
    .meta({ help: 'token, approle, kubernetes, jwt, userpass or cert', env: 'DMT_VAULT_AUTH' }),
  authMount: text('Path of the method of authentication; default its own name'),
  token: secret('For auth=token: the token; default VAULT_TOKEN'),
  tokenFile: text('For auth=token: file with the token, read again when it changes', 'VAULT_TOKEN_FILE'),
  roleId: text('For auth=approle: id of the role', 'DMT_VAULT_ROLE_ID'),
  secretId: secret('For auth=approle: secret id', 'DMT_VAULT_SECRET_ID'),
  secretIdFile: text('For auth=approle: file with the secret id, read again for each login'),
  secretIdWrapped: truthParameter(
    'For auth=approle: true when the secret id is the token of a wrapping around it, used once',
    false,
  ),
  role: text('For auth=kubernetes, jwt and cert: the role', 'DMT_VAULT_ROLE'),
  jwt: secret('For auth=jwt: token of the identity provider', 'DMT_VAULT_JWT'),
  jwtFile: text(
    'For auth=jwt: file with that token; for auth=kubernetes: file with the token of the service account, default that of the pod. Read again for each login',
  ),
  user: text('For auth=userpass: the user; in a URL before the host', 'DMT_VAULT_USER'),
  password: z
    .string()
    .min(1, 'is empty')
    .optional()
    .meta({ help: 'For auth=userpass: the password', env: 'DMT_VAULT_PASSWORD', secret: true }),
  passwordFile: text('For auth=userpass: file with the password, read again for each login'),
}

/** The same as fields of a schema. */
export const connectionFields = {
  ...where,
  ...who,
  ...tlsParameters({
    ca: 'VAULT_CACERT',
    cert: 'VAULT_CLIENT_CERT',
    key: 'VAULT_CLIENT_KEY',
    serverName: 'VAULT_TLS_SERVER_NAME',
  }),
  poolMax: wholeNumberParameter('Connections to each node that are open at most', 1, 1_000, 64),
  attemptTimeoutMs: wholeNumberParameter('Milliseconds that one node gets to answer', 100, 600_000, 4_000),
}

/** The same as checked. */
export type ConnectionSettings = z.output<z.ZodObject<typeof connectionFields>>

type Name = keyof ConnectionSettings

/** What each method needs; of a list one, and not two. */
const needed: Readonly<Record<ConnectionSettings['auth'], readonly (Name | readonly [Name, Name])[]>> = {
  token: [],
  approle: ['roleId'],
  kubernetes: ['role'],
  jwt: [['jwt', 'jwtFile']],
  userpass: ['user', ['password', 'passwordFile']],
  cert: ['cert', 'key'],
}

const either: readonly (readonly [Name, Name])[] = [
  ['token', 'tokenFile'],
  ['secretId', 'secretIdFile'],
  ['jwt', 'jwtFile'],
  ['password', 'passwordFile'],
]

/** Rules across the fields. */
export function checkConnection(settings: ConnectionSettings, context: z.core.$RefinementCtx): void {
  const problem = (path: Name, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  const { auth, token, secretIdWrapped, secretId, secretIdFile, address } = settings
  for (const [one, other] of either) {
    if (settings[one] !== undefined && settings[other] !== undefined)
      problem(one, `and ${other} are both given; give one`)
  }
  for (const name of needed[auth]) {
    const names = typeof name === 'string' ? [name] : name
    if (names.every((one) => settings[one] === undefined))
      problem(names[0] ?? 'auth', `is missing: auth=${auth} needs ${names.join(' or ')}`)
  }
  if (auth !== 'token' && token !== undefined) problem('token', `is given beside auth=${auth}; take one of them away`)
  if (secretIdWrapped && (secretId ?? secretIdFile) === undefined)
    problem('secretIdWrapped', 'is true without a secret id; give secretId or secretIdFile')
  if (auth === 'cert' && address.some((one) => one.startsWith('http:')))
    problem('auth', 'is cert, and only TLS has certificates; write vault+https://')
}
