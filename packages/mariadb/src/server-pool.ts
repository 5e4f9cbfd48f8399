import { type PoolUse, poolUse } from '@dmt-providers/sql'
import { Connector } from './connector.js'
import type { ServerSettings } from './options.js'
import { serverAddresses } from './server-address.js'
import { type Product, productNames } from './session.js'

/** Milliseconds after the server's own limit for a statement at which the client gives it up. */
const grace = 5_000

/** Opens a bounded pool of connections to a server; each connects when it is needed. */
export async function openServerPool(settings: ServerSettings, product: Product): Promise<PoolUse> {
  const connector = new Connector(await import('mariadb/callback'), settings, product)
  const bounds = {
    max: settings.poolMax,
    waitMs: settings.connectTimeoutMs,
    idleMs: settings.idleTimeoutMs,
    lifetimeMs: settings.maxLifetimeMs,
  }
  const name = { product: productNames[product], system: product, name: poolName(settings) }
  return poolUse(name, () => connector.open(), bounds, settings.statementTimeoutMs + grace)
}

/** `db.example.com:3306/mpsdb`: what the metrics call a pool, without user and password. */
function poolName({ url, environment }: ServerSettings): string {
  const addresses = serverAddresses(url, environment)
  return `${addresses.map(({ host, port }) => `${host}:${port}`).join(',')}/${addresses[0]?.database ?? ''}`
}
