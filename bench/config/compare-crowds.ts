import { runProgram } from '../bulk/run-program.js'
import type { CrowdMessage, CrowdWork } from '../src/config/config-work.js'
import type { SideName } from '../src/config/watch-side.js'
import { type Spread, spreadOf } from '../src/spread.js'
import type { Product } from './products.js'
import { throughProxy } from './through-proxy.js'

/** How many watches of one prefix do, on one side. */
export interface Crowd {
  readonly side: SideName
  readonly watches: number
  readonly begunMs: number
  readonly everyMs: Spread
  readonly firstMs: Spread
  readonly bytesPerWatch: number
  /** Open to the server while all watch; `undefined` without a network. */
  readonly connections: number | undefined
  /** Watches that the server keeps for them, where it tells. */
  readonly atServer: number | undefined
}

/** Has many watches of one prefix in a process of its own, once for each side. */
export async function crowdOf(
  product: Product,
  url: string,
  side: SideName,
  watches: number,
  changes: number,
): Promise<Crowd> {
  const way = product.remote ? await throughProxy(url) : { proxy: undefined, url }
  const before = (await product.watchesAt(url)) ?? 0
  let seen: Pick<Crowd, 'begunMs' | 'connections' | 'atServer'> | undefined
  const look = async (begunMs: number) => {
    const there = await product.watchesAt(url)
    seen = { begunMs, connections: way.proxy?.open, atServer: there === undefined ? undefined : there - before }
  }
  const work: CrowdWork = { side, url: way.url, writerUrl: url, watches, changes }
  const messages = await runProgram<CrowdMessage>('../config/measure-crowd', work, (message, answer) => {
    if ('begunMs' in message) void look(message.begunMs).then(answer)
  })
  await way.proxy?.close()
  const last = messages.at(-1)
  if (seen === undefined || last === undefined || !('everyMs' in last)) throw new Error('the crowd has not told')
  const { everyMs, firstMs, bytesPerWatch } = last
  return { side, watches, ...seen, everyMs: spreadOf(everyMs), firstMs: spreadOf(firstMs), bytesPerWatch }
}
