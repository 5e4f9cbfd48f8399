import { Deadlines } from '@dmt-providers/core'
import { ConnectionPool, type PoolBounds } from './connection-pool.js'
import { Connector } from './connector.js'
import { notApplied } from './errors.js'
import type { ServerSettings } from './options.js'
import { PoolWatch } from './pool-watch.js'
import type { PoolUse, Taken } from './sender.js'
import { serverAddresses } from './server-address.js'
import type { ServerConnection } from './server-connection.js'
import type { Product } from './session.js'

/** Milliseconds after the server's own limit for a statement at which the client gives it up. */
const grace = 5_000

/** Milliseconds that asking for an end may take: a server that hangs does not answer this either. */
const patience = 1_000

/** Opens a bounded pool of connections to a server; each connects when it is needed. */
export async function openServerPool(settings: ServerSettings, product: Product): Promise<PoolUse> {
  const driver = await import('mariadb/callback')
  const connector = new Connector(driver, settings, product)
  const bounds: PoolBounds = {
    max: settings.poolMax,
    waitMs: settings.connectTimeoutMs,
    idleMs: settings.idleTimeoutMs,
    lifetimeMs: settings.maxLifetimeMs,
  }
  const watch = new PoolWatch(poolName(settings), bounds, () => pool.numbers)
  const pool: ConnectionPool = new ConnectionPool(() => connector.open(), bounds, watch)
  return {
    ...measured(pool, watch),
    cancel: (connection) => killed(connector, connection),
    deadlines: new Deadlines(settings.statementTimeoutMs + grace),
    async close() {
      watch.telemetry.close()
      await pool.close()
    },
  }
}

/** Takes and gives back, in a way that costs more only for who looks at the figures. */
function measured(pool: ConnectionPool, { telemetry }: PoolWatch): Pick<PoolUse, 'take' | 'release'> {
  const take = (taken: Taken) =>
    pool.take((error, connection) => taken(connection === undefined ? notApplied(error) : undefined, connection))
  if (!telemetry.enabled) return { take, release: (connection, drop) => pool.release(connection, drop) }
  const begun = new WeakMap<ServerConnection, number>()
  return {
    take(taken) {
      const asked = performance.now()
      take((error, connection) => {
        if (connection !== undefined) {
          telemetry.waited(performance.now() - asked)
          begun.set(connection, performance.now())
        }
        taken(error, connection)
      })
    },
    release(connection, drop) {
      telemetry.used(performance.now() - (begun.get(connection) ?? performance.now()))
      pool.release(connection, drop)
    },
  }
}

/**
 * Asks the server over a connection of its own to end another one, with the statement that it works on. Nothing is
 * asked of a server that is not the same: behind an address with several of them the number may be somebody else's.
 */
async function killed(connector: Connector, victim: ServerConnection): Promise<void> {
  const asked = connector.openBeside(victim).then(async (beside) => {
    const same = beside.identity === victim.identity && victim.id !== null
    if (same) await beside.query(`kill ${victim.id}`)
    await beside.end()
  })
  let tooLate: NodeJS.Timeout | undefined
  const patient = new Promise<void>((resolve) => {
    tooLate = setTimeout(resolve, patience)
  })
  await Promise.race([asked, patient]).catch(() => undefined)
  clearTimeout(tooLate)
}

/** `db.example.com:3306/mpsdb`: what the metrics call a pool, without user and password. */
function poolName({ url, environment }: ServerSettings): string {
  const addresses = serverAddresses(url, environment)
  return `${addresses.map(({ host, port }) => `${host}:${port}`).join(',')}/${addresses[0]?.database ?? ''}`
}
