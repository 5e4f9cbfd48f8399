import { setTimeout as pause } from 'node:timers/promises'
import { runProgram } from '../bulk/run-program.js'
import type { IdleWork } from '../src/config/config-work.js'
import { openBare } from '../src/config/open-bare.js'
import type { SideName } from '../src/config/watch-side.js'
import { throughProxy } from './through-proxy.js'

/** What one watch sends while nothing happens. */
export interface Idle {
  readonly side: SideName
  /** Pieces sent to the server, and bytes in both directions, a minute. */
  readonly sends: number
  readonly bytes: number
}

/** Lets one watch of each side rest at the same time and counts what they send. */
export async function compareIdle(url: string, seconds: number): Promise<Idle[]> {
  const prefix = 'bench/idle/'
  const writer = openBare(url)
  await writer.put(`${prefix}a`, 'a')
  const found = await Promise.all((['ours', 'bare'] as const).map((side) => idleOf(side, url, prefix, seconds)))
  await writer.clear(prefix)
  await writer.close()
  return found
}

async function idleOf(side: SideName, url: string, prefix: string, seconds: number): Promise<Idle> {
  const way = await throughProxy(url)
  const { proxy } = way
  const counted = { sends: 0, bytes: 0 }
  const count = async () => {
    const [sends, bytes] = [proxy.sends, proxy.bytesToServer + proxy.bytesFromServer]
    await pause(seconds * 1_000)
    counted.sends = proxy.sends - sends
    counted.bytes = proxy.bytesToServer + proxy.bytesFromServer - bytes
  }
  const work: IdleWork = { side, url: way.url, prefix }
  await runProgram('../config/measure-idle', work, (_, answer) => void count().then(answer))
  await proxy.close()
  return { side, sends: (counted.sends * 60) / seconds, bytes: (counted.bytes * 60) / seconds }
}
