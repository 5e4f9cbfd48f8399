import { z } from 'zod'
import { namedAuthorities } from './certificate-authorities.js'

/** Environment variables that set options, by the options' names. */
type Variables = Partial<Record<'ca' | 'cert' | 'key' | 'keyPassphrase' | 'serverName', string>>

/**
 * What TLS needs where the URL's scheme says whether there is any, such as `https` and `etcd+tls`, as fields of an
 * options schema. `variables` are those of the environment that set some of them.
 */
export const tlsParameters = (variables: Variables = {}) => ({
  ca: text(
    `Authorities to trust: a file in PEM, or ${namedAuthorities.join(', ')}; default those built into Node`,
    variables.ca,
  ),
  cert: text('File in PEM with the client certificate', variables.cert),
  key: text('File in PEM with the key of the client certificate', variables.key),
  keyPassphrase: z
    .string()
    .optional()
    .meta({ help: 'Passphrase of an encrypted key', secret: true, ...variable(variables.keyPassphrase) }),
  serverName: text('Name that the server’s certificate must have; default the host', variables.serverName),
})

const text = (help: string, env: string | undefined) =>
  z
    .string()
    .min(1, 'is empty')
    .optional()
    .meta({ help, ...variable(env) })

const variable = (env: string | undefined) => (env === undefined ? {} : { env })
