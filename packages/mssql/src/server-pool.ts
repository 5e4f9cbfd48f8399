import { setMaxListeners } from 'node:events'
import { type PoolUse, poolUse } from '@dmt-providers/sql'
import type { ConnectionConfiguration } from 'tedious'
import { connectPatiently } from './connect-patiently.js'
import { type Login, serverLogin } from './login.js'
import type { ServerSettings } from './options.js'
import { ServerConnection } from './server-connection.js'
import { beginSession } from './session.js'

type Driver = typeof import('tedious')

/** Opens a bounded pool of connections to a server; each connects when it is needed. */
export async function openServerPool(settings: ServerSettings): Promise<PoolUse> {
  // Its own exports are those of a module of the older kind, which are seen whole in `default` alone.
  const { default: driver } = await import('tedious')
  const login = serverLogin(settings)
  const bounds = {
    max: settings.poolMax,
    waitMs: settings.connectTimeoutMs,
    idleMs: settings.idleTimeoutMs,
    lifetimeMs: settings.maxLifetimeMs,
  }
  const name = { product: 'SQL Server', system: 'microsoft.sql_server', name: login.name }
  const closing = new AbortController()
  // As many as there are connections that wait for their server.
  setMaxListeners(settings.poolMax, closing.signal)
  const connect = () => connected(driver, login, settings, closing.signal)
  const use = poolUse(name, connect, bounds, settings.statementTimeoutMs)
  return {
    ...use,
    close: () => {
      closing.abort()
      return use.close()
    },
  }
}

async function connected(
  driver: Driver,
  login: Login,
  settings: ServerSettings,
  closing: AbortSignal,
): Promise<ServerConnection> {
  const connection = await connectPatiently(settings.connectTimeoutMs, closing, async (milliseconds) => {
    const configuration = withOurs(await login.configuration(milliseconds))
    return await ServerConnection.open(driver, configuration).catch((error: unknown) => {
      throw error instanceof Error ? login.explain(error) : error
    })
  })
  try {
    await beginSession(connection, login.name)
    return connection
  } catch (error) {
    connection.drop()
    throw error
  }
}

/** What statements rely on, whatever the server's defaults are, and what the pool and the store do themselves. */
function withOurs(given: ConnectionConfiguration): ConnectionConfiguration {
  const options = {
    ...given.options,
    // The deadlines of calls and statements are the store's and the pool's, and so are further attempts.
    requestTimeout: 0,
    maxRetriesOnTransientErrors: 0,
    // An error within a transaction leaves nothing of it open on the server.
    abortTransactionOnError: true,
    isolationLevel: noChange,
    useUTC: true,
    useColumnNames: false,
    rowCollectionOnRequestCompletion: false,
    rowCollectionOnDone: false,
  }
  return { ...given, options }
}

/** A transaction has the isolation that its connection was given. */
const noChange = 0
