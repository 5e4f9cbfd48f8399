import { warnerOfLost } from '@dmt-providers/sql'
import type pg from 'pg'
import { cancelRequest } from './cancel-request.js'
import { type DriverPool, driverPool } from './driver-pool.js'
import { hostsClient } from './hosts/hosts-client.js'
import { ServerHosts } from './hosts/server-hosts.js'
import type { ServerSettings } from './options.js'
import { PoolWatch } from './pool-watch.js'
import { textTypes } from './text-types.js'

/**
 * Milliseconds that a connection is silent before the system asks its peer for a sign of life. Node then asks each
 * second and gives up after ten, so that a lost peer is known after 20 s; load balancers forget one after minutes.
 */
const keepAliveDelay = 10_000

/** Opens a bounded pool of connections to the right one of a URL's servers; each connects when it is needed. */
export async function openServerPool(settings: ServerSettings): Promise<DriverPool> {
  const { default: driver } = await import('pg')
  const hosts = new ServerHosts(settings)
  /** When it was begun, for the metrics. */
  class Client extends hostsClient(driver, hosts) {
    readonly begun = performance.now()
  }
  const pool = new driver.Pool({
    Client,
    max: settings.poolMax,
    connectionTimeoutMillis: settings.connectTimeoutMs,
    idleTimeoutMillis: settings.idleTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveDelay,
    types: textTypes(driver.types),
  })
  hosts.retired.attach(pool)
  limitLifetime(pool, settings.maxLifetimeMs)
  const { release } = driverPool(pool, warnerOfLost('PostgreSQL'))
  const watch = new PoolWatch(pool, { name: hosts.name, connectTimeoutMs: settings.connectTimeoutMs })
  pool.on('connect', (client) => {
    if (client instanceof Client) watch.telemetry.created(performance.now() - client.begun)
  })
  return {
    pool,
    take: watch.take,
    refused: (error) => watch.refused(error),
    cancel: (client) => cancelRequest(driver.Connection, client),
    release() {
      watch.telemetry.close()
      return release()
    },
  }
}

/**
 * Has each connection end after a time of its own, so that they do not all end together: a fifth less than the limit at
 * most. The pool reads its option for each connection that stands, so it is drawn anew behind each of them.
 */
function limitLifetime(pool: pg.Pool, milliseconds: number): void {
  const draw = () => {
    pool.options.maxLifetimeSeconds = (milliseconds / 1_000) * (1 - Math.random() / 5)
  }
  draw()
  pool.on('connect', draw)
}
