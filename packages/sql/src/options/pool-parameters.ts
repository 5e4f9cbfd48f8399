import { z } from 'zod'

/** Bounds of a store's connections to a server, in code. */
export interface PoolOptions {
  /** Connections that are open at most. Default 10. */
  poolMax?: number | undefined
  /** Milliseconds until a connection must stand, or one of the pool be free. Default 10,000. */
  connectTimeoutMs?: number | undefined
  /** Milliseconds after which an idle connection is closed. Default 30,000. */
  idleTimeoutMs?: number | undefined
  /** Milliseconds that the server works on one statement at most. Default 30,000. */
  statementTimeoutMs?: number | undefined
  /** Milliseconds after which a connection is replaced, up to a fifth earlier. Default 1,800,000. */
  maxLifetimeMs?: number | undefined
}

const milliseconds = (help: string, initial: number) =>
  z.coerce
    .number({ error: 'give a number of milliseconds' })
    .int()
    .min(1)
    .max(86_400_000)
    .default(initial)
    .meta({ help })

/** Bounds of a store's connections to a server, as fields of an options schema. */
export const poolParameters = {
  poolMax: z.coerce
    .number({ error: 'give a number of connections' })
    .int()
    .min(1)
    .max(1000)
    .default(10)
    .meta({ help: 'Connections that are open at most' }),
  connectTimeoutMs: milliseconds('Milliseconds until a connection must stand, or one of the pool be free', 10_000),
  idleTimeoutMs: milliseconds('Milliseconds after which an idle connection is closed', 30_000),
  statementTimeoutMs: milliseconds('Milliseconds that the server works on one statement at most', 30_000),
  maxLifetimeMs: milliseconds('Milliseconds after which a connection is replaced, up to a fifth earlier', 1_800_000),
}
