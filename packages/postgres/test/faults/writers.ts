import { join } from 'node:path'
import { type Address, FaultProxy } from '@dmt-providers/conformance'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import type { OwnServer } from '../../../../tooling/servers/server.js'
import type { Running } from '../running-program.js'
import { urlWith } from '../sql-at.js'
import { tempFolder } from '../temp-folder.js'
import { type Ledger, proveLedger } from './ledger.js'
import { ledgerDatabase } from './ledger-database.js'
import { followWriters, type RunningWriters } from './running-writers.js'

/** Writers on a server behind a proxy that counts what reaches it. */
export interface Writers extends Omit<RunningWriters, 'end'> {
  readonly proxy: FaultProxy
  /** Resolves with the instant at which a plain client of the driver gets in. */
  serverIsBack(): Promise<number>
  /** Ends the writers; throws unless the process did so by itself and nothing escaped its handlers, and the books are right. */
  settle(): Promise<Ledger>
}

/** Starts the writers in a new database of the server, and resolves once they have written. */
export async function startWriters(server: OwnServer, start: (args: readonly string[]) => Running): Promise<Writers> {
  const url = await ledgerDatabase(server.url)
  const proxy = await FaultProxy.start(addressOf(url))
  onTestFinished(() => proxy.close())
  const file = join(await tempFolder(), 'ledger.json')
  const through = urlWith(url, { hostname: proxy.host, port: String(proxy.port) })
  const { end, ...writers } = await followWriters(start([through, file]))
  return {
    ...writers,
    proxy,
    serverIsBack: () => untilConnected(url),
    async settle() {
      await end()
      return await proveLedger(url, file)
    },
  }
}

function addressOf(url: string): Address {
  const { hostname, port } = new URL(url)
  return { host: hostname, port: Number(port) }
}

async function untilConnected(url: string): Promise<number> {
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    const connected = await client.connect().then(
      () => client.query('select 1').then(() => true),
      () => false,
    )
    await client.end().catch(() => undefined)
    if (connected) return Date.now()
  }
}
