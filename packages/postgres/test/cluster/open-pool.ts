import { Environment } from '@dmt-providers/core'
import type pg from 'pg'
import { onTestFinished } from 'vitest'
import type { PostgresOptions } from '../../src/index.js'
import { openServerPool } from '../../src/server-pool.js'
import { serverSettings } from '../../src/server-settings.js'
import type { Side } from './two-servers.js'

/** A pool as a store has one, without the store; released when the running test ends. */
export async function openPool({ url, ...given }: PostgresOptions): Promise<pg.Pool> {
  const { pool, release } = await openServerPool(serverSettings(url, given, new Environment({})))
  onTestFinished(release)
  return pool
}

/** The port of the server that a new connection leads to. */
export async function portOf(options: PostgresOptions): Promise<number> {
  const pool = await openPool(options)
  const { rows } = await pool.query<{ port: number }>('select inet_server_port() as port')
  return rows[0]?.port ?? 0
}

/** The port in a server's address. */
export const portIn = ({ host }: Pick<Side, 'host'>): number => Number(host.split(':')[1])
