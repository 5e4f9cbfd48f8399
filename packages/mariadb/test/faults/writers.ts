import { join } from 'node:path'
import { type Address, FaultProxy } from '@dmt-providers/conformance'
import { expect, onTestFinished } from 'vitest'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import type { OwnServer } from '../../../../tooling/servers/server.js'
import { createMariadb } from '../../src/index.js'
import type { Line, Running } from '../running-program.js'
import { tempFolder } from '../temp-folder.js'
import { urlWith } from '../url-with.js'
import { type Ledger, noteWrites, proveLedger } from './ledger.js'

/** Writes that must be acknowledged before a fault and after it, so that all callers are at work. */
const enough = 500

/** 64 writers at work in a process of their own, on a server behind a proxy that counts what reaches it. */
export interface Writers {
  readonly proxy: FaultProxy
  /** Resolves once so many further writes are acknowledged. */
  acknowledgedMore(count: number): Promise<void>
  /** Resolves with the time of the first acknowledgement after an instant, both in milliseconds since 1970. */
  acknowledgedAfter(instant: number): Promise<number>
  /** Resolves with the instant at which a plain client of the driver gets in. */
  serverIsBack(): Promise<number>
  /** Ends the writers; throws unless the process did so by itself and nothing escaped its handlers, and the books are right. */
  settle(): Promise<Ledger>
}

/** Starts the writers in a new database of the server, and resolves once they have written. */
export async function startWriters(server: OwnServer, start: (args: readonly string[]) => Running): Promise<Writers> {
  const url = await ownDatabase(server.url)
  const proxy = await FaultProxy.start(addressOf(url))
  onTestFinished(() => proxy.close())
  const file = join(await tempFolder(), 'ledger.json')
  const through = urlWith(url, { hostname: proxy.host, port: String(proxy.port) })
  const program = start([through, file])
  const line = async (wanted: (line: Line) => boolean): Promise<Line> => {
    for (let place = 0; ; place++) {
      await program.printed(place + 1)
      const found = program.lines[place]
      if (found === undefined) throw new Error('the writers have ended')
      if (wanted(found)) return found
    }
  }
  const acknowledgedMore = async (count: number) => {
    const before = Number(program.lines.findLast(({ acknowledged }) => acknowledged !== undefined)?.acknowledged ?? 0)
    await line(({ acknowledged }) => Number(acknowledged) >= before + count)
  }
  await acknowledgedMore(enough)
  return {
    proxy,
    acknowledgedMore,
    acknowledgedAfter: async (instant) => Number((await line(({ at }) => Number(at) >= instant)).at),
    serverIsBack: () => untilConnected(url),
    async settle() {
      await acknowledgedMore(enough)
      program.process.stdin?.end()
      expect(await program.ended).toBe(0)
      expect(program.lines.filter(({ stray }) => stray !== undefined)).toEqual([])
      return await proveLedger(url, file)
    },
  }
}

async function ownDatabase(server: string): Promise<string> {
  const name = `faults_${process.hrtime.bigint()}`
  await mariadbAt(server, `create database ${name}`)
  const url = urlWith(server, { pathname: `/${name}` })
  const store = createMariadb({ url })
  await store.ping()
  await store.close()
  await noteWrites(url)
  return url
}

function addressOf(url: string): Address {
  const { hostname, port } = new URL(url)
  return { host: hostname, port: Number(port) }
}

async function untilConnected(url: string): Promise<number> {
  for (;;) {
    const connected = await mariadbAt(url, 'select 1').then(
      () => true,
      () => false,
    )
    if (connected) return Date.now()
  }
}
