import { z } from 'zod'
import { host, httpsUrl, identifier, port, secret } from '../model/fields.js'
import { gatewaySchema } from '../model/gateway-schema.js'

const place = z.strictObject({ host: host.exactOptional(), port: port.exactOptional() })
const variable = secret.shape.env

const both = {
  name: identifier.exactOptional(),
  hosts: z.array(host).exactOptional(),
  port: port.exactOptional(),
  tls: gatewaySchema.shape.tls,
  cors: gatewaySchema.shape.cors,
  loginsPerMinute: z.int().min(1).exactOptional(),
  guardRelay: z.boolean().exactOptional(),
  checkDevice: z.boolean().exactOptional(),
  cira: z.union([port, z.literal(false)], 'must be a port or false').exactOptional(),
  enterpriseAssistant: z.boolean().exactOptional(),
  vault: z.boolean().exactOptional(),
  webui: z.boolean().exactOptional(),
  jwtSecret: variable.exactOptional(),
  issuer: z.string().min(1).exactOptional(),
}

const mpsServices = [
  'mps',
  'mps-router',
  'mps-cira',
  'rps',
  'rps-activation',
  'rps-enterprise-assistant',
  'mosquitto',
  'vault',
  'webui',
] as const
const consoleServices = [
  'console',
  'console-cira',
  'rps-activation',
  'rps-enterprise-assistant',
  'vault',
  'webui',
] as const

/** The options of the presets as a file has them, with the preset's name. */
export const presetFileSchema = z.discriminatedUnion(
  'preset',
  [
    z.strictObject({
      preset: z.literal('mps'),
      ...both,
      powerAliases: z.boolean().exactOptional(),
      mosquitto: z.boolean().exactOptional(),
      places: z.partialRecord(z.enum(mpsServices), place).exactOptional(),
    }),
    z.strictObject({
      preset: z.literal('console'),
      ...both,
      rps: z.boolean().exactOptional(),
      oidc: z
        .strictObject({
          issuer: z.string().min(1),
          jwksUri: httpsUrl,
          publicKey: secret.exactOptional(),
          audience: z.string().min(1).exactOptional(),
        })
        .exactOptional(),
      places: z.partialRecord(z.enum(consoleServices), place).exactOptional(),
    }),
  ],
  'must be mps or console',
)
