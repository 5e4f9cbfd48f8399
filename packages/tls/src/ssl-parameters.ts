import { z } from 'zod'
import { namedAuthorities } from './certificate-authorities.js'

/** Environment variables that set options, by the options' names. */
type Variables = Partial<Record<'sslmode' | 'sslrootcert' | 'sslcert' | 'sslkey', string>>

const modes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'] as const

const words = ['true', 'false', '1', '0', 'no-verify'] as const

const choice = <const Words extends readonly [string, ...string[]]>(known: Words) =>
  z.enum(known, { error: `give one of ${known.join(', ')}` }).optional()

/** How connections to a database are protected, in code. */
export interface SslOptions {
  /** What TLS protects. Default `verify-full`; to a loopback address or Unix socket no TLS. */
  sslmode?: (typeof modes)[number] | undefined
  /** Authorities to trust: a file in PEM, or `amazon-rds`, `azure`, `system`. Default: those built into Node. */
  sslrootcert?: string | undefined
  /** Files in PEM with the client certificate and its key, and the key's passphrase. */
  sslcert?: string | undefined
  sslkey?: string | undefined
  sslpassword?: string | undefined
}

/**
 * How connections to a database are protected, as fields of an options schema: the names and words of PostgreSQL's URLs
 * for every database. `variables` are those of the environment that set some of them.
 */
export const sslParameters = (variables: Variables = {}) => ({
  sslmode: choice(modes).meta({
    help: 'What TLS protects: disable, allow, prefer, require or no-verify, verify-ca, verify-full; default verify-full, and none to a loopback address or Unix socket',
    ...variable(variables.sslmode),
  }),
  sslrootcert: file(
    `Authorities to trust: a file in PEM, or ${namedAuthorities.join(', ')}; default those built into Node`,
    variables.sslrootcert,
  ),
  sslcert: file('File in PEM with the client certificate', variables.sslcert),
  sslkey: file('File in PEM with the key of the client certificate', variables.sslkey),
  sslpassword: z.string().optional().meta({ help: 'Passphrase of an encrypted sslkey', secret: true }),
  ssl: choice(words).meta({
    help: 'Older spelling: true is sslmode=verify-full, false is disable, no-verify is no-verify',
  }),
})

const file = (help: string, env: string | undefined) =>
  z
    .string()
    .optional()
    .meta({ help, ...variable(env) })

const variable = (env: string | undefined) => (env === undefined ? {} : { env })
