import { z } from 'zod'
import { host, identifier, path, port } from './fields.js'

/** A service behind the gateway. */
export const upstreamSchema = z.strictObject({
  id: identifier,
  host,
  port,
  /** Whether the gateway speaks TLS to it. A TCP route is passed on untouched either way. */
  tls: z.boolean().default(false),
  /**
   * False where each request needs a connection of its own. mps-router reads the device from the first request of a
   * connection and stays with that MPS, so a reused connection reaches the wrong one.
   */
  reuseConnections: z.boolean().default(true),
  /** Path that answers 2xx while the service is well. */
  health: path.optional(),
})

/** A service behind the gateway. */
export type Upstream = z.output<typeof upstreamSchema>
