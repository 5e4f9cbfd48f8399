import { z } from 'zod'

/** Asked for the password of each new connection. */
export type PasswordFunction = () => string | Promise<string>

/** What `auth` may be, and what the options page says of it. */
const kinds = {
  password: 'password',
  entra: 'entra for tokens of Microsoft Entra ID',
  'rds-iam': 'rds-iam for tokens of AWS IAM',
} as const

/** How a store proves who it is: with a password, or with tokens of a cloud. */
type Auth = keyof typeof kinds

/** How a store proves who it is, in code; `Known` are the kinds that its server takes. */
export interface CredentialOptions<Known extends Auth = Auth> {
  /** Password, or a function that is asked for one for each new connection. */
  password?: string | PasswordFunction | undefined
  /** File with the password, read again for each new connection. */
  passwordFile?: string | undefined
  /** Any other than `password` sends a token in place of one, a new one for each connection. Default `password`. */
  auth?: Known | undefined
}

/** What `entra` needs beside it, in code. */
export interface EntraOptions {
  /** For `entra`: client id of the managed identity. */
  azureClientId?: string | undefined
}

/** What `rds-iam` needs beside it, in code. */
export interface RdsOptions {
  /** For `rds-iam`: region of the database. Default: that in the host name. */
  awsRegion?: string | undefined
}

/** Options from which a password follows, as the parameters of this file check them. */
export interface CredentialSettings extends Readonly<CredentialOptions & EntraOptions & RdsOptions> {
  readonly auth: Auth
  /** Milliseconds until a connection must stand. */
  readonly connectTimeoutMs: number
}

const text = (help: string, env?: string) =>
  z
    .string()
    .optional()
    .meta(env === undefined ? { help } : { help, env })

/** The options `password` and `passwordFile`; `variable` of the environment names the file. */
export const passwordParameters = (variable: string) => ({
  password: z
    .union([z.string(), z.custom<PasswordFunction>((value) => typeof value === 'function')], {
      error: 'give a text, or in code a function that answers one',
    })
    .optional()
    .meta({
      help: 'Password, in place of the one in the URL; in code also a function asked for each connection',
      secret: true,
    }),
  passwordFile: text('File with the password, read again for each new connection', variable),
})

/** The option `auth`, of the kinds that a server takes. */
export const authParameter = <const Kinds extends readonly ['password', ...Exclude<Auth, 'password'>[]]>(
  known: Kinds,
) => ({
  auth: z
    .enum(known, { error: `give one of ${known.join(', ')}` })
    .default('password')
    .meta({
      help: `${known[0]}; ${known
        .slice(1)
        .map((kind) => kinds[kind])
        .join(', ')}, new for each connection`,
    }),
})

/** The options that `auth=entra` has. */
export const entraParameters = {
  azureClientId: text('For auth=entra: client id of the managed identity; default AZURE_CLIENT_ID'),
}

/** The options that `auth=rds-iam` has. */
export const rdsParameters = {
  awsRegion: text('For auth=rds-iam: region of the database; default that in the host name, then AWS_REGION'),
}
