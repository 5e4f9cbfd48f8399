import { z } from 'zod'
import { headerName, host, identifier, port, secret } from './fields.js'
import { methods } from './methods.js'
import { limitsSchema, routeSchema } from './route-schema.js'
import { tokenSchema } from './token-schema.js'
import { upstreamSchema } from './upstream-schema.js'

const origin = z.union(
  [z.literal('*'), z.string().regex(/^https?:\/\/[A-Za-z0-9.-]+(?::\d+)?$/)],
  'must be "*" or an origin without path, for instance https://dmt.example.com',
)

const cors = z.strictObject({
  origins: z.array(origin).min(1, 'must name an origin, or "*"'),
  methods: z.array(z.enum(methods)).default(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']),
  /** The sample web interface sends these three. */
  headers: z.array(headerName).default(['Authorization', 'Content-Type', 'If-Match']),
  exposeHeaders: z.array(headerName).default([]),
  /** Whether pages may send cookies; needs origins by name. */
  credentials: z.boolean().default(false),
  maxAgeSeconds: z.int().min(0).max(86_400).default(600),
})

/** The whole description of a gateway; strict, so that a misspelt field is an error and not ignored. */
export const gatewaySchema = z.strictObject({
  version: z.literal(1, 'must be 1'),
  /** Prefix of the names of what is rendered. */
  name: identifier,
  /** Public host names; empty for any. */
  hosts: z.array(host).default([]),
  /** Port of HTTP and websockets. */
  port: port.default(8443),
  /** Certificate of that port. Left out, something in front ends TLS, or the gateway's product does. */
  tls: z.strictObject({ certificate: secret, key: secret }).optional(),
  upstreams: z.array(upstreamSchema).min(1, 'must name an upstream'),
  tokens: z.array(tokenSchema).default([]),
  routes: z.array(routeSchema).min(1, 'must name a route'),
  /** Who may call from a web page. The gateway answers preflights itself, before any token is looked at. */
  cors: cors.optional(),
  limits: limitsSchema.prefault({}),
})

/** A description as it is written: what has a default may be left out. */
export type GatewaySpec = z.input<typeof gatewaySchema>
/** A complete description, with every default filled in. */
export type CompleteSpec = z.output<typeof gatewaySchema>
/** Who may call from a web page. */
export type Cors = z.output<typeof cors>
