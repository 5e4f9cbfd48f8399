import { z } from 'zod'
import { identifier, milliseconds, path, port } from './fields.js'
import { methods } from './methods.js'

const bytes = z.int('must be whole bytes').min(1, 'must be 1 or more')

const match = z.strictObject({
  path,
  /** `exact`: this path alone. `prefix`: this path and everything below it; `/mps` is not a prefix of `/mpsx`. */
  type: z.enum(['exact', 'prefix'], 'must be exact or prefix'),
  /** Left out, the route takes every method. A websocket route takes GET alone. */
  methods: z.array(z.enum(methods)).min(1, 'must name a method, or be left out').optional(),
})

const auth = z.union(
  [
    z.literal('none'),
    /** The service behind checks the caller itself, so that the gateway may let the request through. */
    z.literal('upstream'),
    /** Id of the token rule that the gateway enforces. */
    z.strictObject({ token: identifier }),
  ],
  'must be "none", "upstream" or { token: <id of a token rule> }',
)

const http = z.strictObject({
  kind: z.enum(['http', 'websocket']),
  id: identifier,
  match,
  /** Id of an upstream. */
  to: identifier,
  /** What the matched part of the path becomes: `/` strips a prefix. Left out, the path goes on as it is. */
  upstreamPath: path.optional(),
  auth,
  /** An open or upstream-checked prefix under a guarded one is refused unless this says that it is meant. */
  openUnderGuarded: z.literal(true).optional(),
  timeouts: z
    .strictObject({
      /** Until the upstream accepts the connection. Default 5,000. */
      connectMs: milliseconds.optional(),
      /** Until the response is there. Default 60,000; a websocket has none. */
      responseMs: milliseconds.optional(),
      /** Silence on a websocket before it is closed. Default 3,600,000. */
      idleMs: milliseconds.optional(),
    })
    .optional(),
  /** Largest request body. Default: that of `limits`. */
  maxBodyBytes: bytes.optional(),
  /** Requests of one client address. */
  rateLimit: z.strictObject({ requests: z.int().min(1), per: z.enum(['second', 'minute', 'hour']) }).optional(),
})

const tcp = z.strictObject({
  kind: z.literal('tcp'),
  id: identifier,
  /** Port of the gateway. Bytes pass untouched: TLS ends in the service, as AMT needs it. */
  port,
  /** Id of an upstream. */
  to: identifier,
  /** Silence before the connection is closed. Default 360,000, above the 300 s after which Console gives up a device. */
  idleMs: milliseconds.default(360_000),
})

/** A route by path, or by TCP port. */
export const routeSchema = z.discriminatedUnion('kind', [http, tcp], 'kind must be http, websocket or tcp')

/** The default and bounds of what a request may weigh. */
export const limitsSchema = z.strictObject({
  /** Largest request body, 1 MiB by default: MPS and RPS themselves take 100 kB. */
  maxBodyBytes: bytes.default(1_048_576),
  /** Largest request head, 32 KiB by default. */
  maxHeaderBytes: bytes.min(1024).default(32_768),
})

/** A route by path. */
export type HttpRoute = z.output<typeof http>
/** A route by TCP port. */
export type TcpRoute = z.output<typeof tcp>
