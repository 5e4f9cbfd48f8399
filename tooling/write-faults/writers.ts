import { join } from 'node:path'
import { type Address, FaultProxy } from '@dmt-providers/conformance'
import { onTestFinished } from 'vitest'
import type { Running } from '../fixtures/running-program.js'
import { tempFolder } from '../fixtures/temp-folder.js'
import { urlWith } from '../fixtures/url-with.js'
import { type Ledger, proveLedger, type RowsAt } from './ledger.js'
import { followWriters, type RunningWriters } from './running-writers.js'

/** What a product's tests bring. */
export interface LedgerProduct {
  /** Makes a new database of a server, with the store's tables, that notes each write; answers its URL. */
  database(server: string): Promise<string>
  rowsAt: RowsAt
  /** Whether a plain client of the driver gets in. */
  isUp(url: string): Promise<boolean>
}

/** Writers on a server behind a proxy that counts what reaches it. */
export interface Writers extends Omit<RunningWriters, 'end'> {
  readonly proxy: FaultProxy
  /** Resolves with the instant at which a plain client of the driver gets in. */
  serverIsBack(): Promise<number>
  /** Ends the writers; throws unless the process did so by itself and nothing escaped its handlers, and the books are right. */
  settle(): Promise<Ledger>
}

/**
 * Starts writers in a new database of the server, and resolves once they have written. `start` starts a program that
 * calls `writeLedger` with the URL and the file that are its arguments.
 */
export async function startWriters(
  { database, rowsAt, isUp }: LedgerProduct,
  server: string,
  start: (args: readonly string[]) => Running,
): Promise<Writers> {
  const url = await database(server)
  const proxy = await FaultProxy.start(addressOf(url))
  onTestFinished(() => proxy.close())
  const file = join(await tempFolder(), 'ledger.json')
  const through = urlWith(url, { hostname: proxy.host, port: String(proxy.port) })
  const { end, ...writers } = await followWriters(start([through, file]))
  return {
    ...writers,
    proxy,
    async serverIsBack() {
      while (!(await isUp(url)));
      return Date.now()
    },
    async settle() {
      await end()
      return await proveLedger(rowsAt, url, file)
    },
  }
}

function addressOf(url: string): Address {
  const { hostname, port } = new URL(url)
  return { host: hostname, port: Number(port) }
}
