import { setTimeout as pause } from 'node:timers/promises'
import type { ErrorCode } from '@dmt-providers/core'
import { equal, holds, rejects } from '../expectations.js'
import type { FaultProxy } from '../fault-proxy.js'
import type { Situation } from '../harness.js'
import type { Need } from '../need.js'
import type { ConfigCase, ConfigContext } from './config-context.js'
import type { Watching } from './watching.js'

/** Milliseconds over which a watch that has nothing to do is counted. */
const idle = 2_000

/** What a watch may send in that time: a sign of life or the renewal of a long request, and never one after the other. */
const sends = 12

/** Connections that a watch may try in that time while each of them breaks. */
const attempts = 25

/** A watch behind a proxy that has answered once, and one value that it knows. */
async function watched(context: ConfigContext): Promise<{ watching: Watching; proxy: FaultProxy }> {
  await context.store.put(`${context.prefix}a`, 'before')
  const { store, proxy } = await context.openBehindProxy()
  const watching = context.watch(store)
  equal(await watching.values(), ['before'], 'the first snapshot')
  await context.store.put(`${context.prefix}a`, 'seen')
  equal(await watching.values(), ['seen'], 'a change before the fault')
  return { watching, proxy }
}

/** The newest value arrives at a reader who waited through the fault, nothing older, and what comes later too. */
async function goesOn(context: ConfigContext, watching: Watching, waiting: Promise<string[]>): Promise<void> {
  equal(await waiting, ['newest'], 'after the fault')
  await context.store.put(`${context.prefix}a`, 'later')
  equal(await watching.values(), ['later'], 'afterwards')
}

function cutOff(
  name: string,
  title: string,
  need: Need,
  meanwhile: (context: ConfigContext) => Promise<void>,
): ConfigCase {
  return {
    id: `config/watch/${name}`,
    group: 'watch',
    title,
    needs: ['watch', 'endpoint', need],
    async run(context) {
      const { watching, proxy } = await watched(context)
      const waiting = watching.values()
      await proxy.refuse()
      for (const value of ['missed', 'newest']) await context.store.put(`${context.prefix}a`, value)
      await meanwhile(context)
      await proxy.recover()
      await goesOn(context, watching, waiting)
    },
  }
}

const happened =
  (event: 'compaction' | 'session-expiry' | 'index-reset') =>
  async ({ harness }: ConfigContext) => {
    const make = harness.whileAway?.[event]
    holds(make !== undefined, `the harness offers no ${event}`)
    await make()
  }

const refusedIn = (situation: Situation, code: ErrorCode): ConfigCase => ({
  id: `config/watch/${situation}`,
  group: 'watch',
  title: `${situation}: a watch throws ${code} instead of waiting`,
  needs: ['watch', situation],
  async run(context) {
    const watch = async () => await context.watch(await context.openWith(situation, { retries: 0 })).next()
    await rejects(watch(), code, 'watch')
  },
})

/** What a watch does while its store is away; that it then misses nothing; and that it is quiet all the time. */
export const configWatchOutageCases: readonly ConfigCase[] = [
  {
    id: 'config/watch/connection-lost',
    group: 'watch',
    title: 'a watch whose connection breaks goes on by itself',
    needs: ['watch', 'endpoint'],
    async run(context) {
      const { watching, proxy } = await watched(context)
      for (const value of ['1', '2', '3']) {
        const waiting = watching.values()
        proxy.dropConnections()
        await context.store.put(`${context.prefix}a`, value)
        equal(await waiting, [value], 'values')
      }
    },
  },
  cutOff('store-away', 'what changed while the store was away is answered once it is back', 'endpoint', async () => {}),
  cutOff('compaction', 'also when the history of the change is gone', 'compaction', happened('compaction')),
  cutOff('session-expiry', 'also when the session has expired', 'session-expiry', happened('session-expiry')),
  cutOff('index-reset', 'also when the index of the store went backward', 'index-reset', happened('index-reset')),
  {
    id: 'config/watch/store-hung',
    group: 'watch',
    title: 'what changed while the connection hung is answered once it moves again',
    needs: ['watch', 'endpoint'],
    async run(context) {
      const { watching, proxy } = await watched(context)
      const waiting = watching.values()
      proxy.hang()
      await context.store.put(`${context.prefix}a`, 'newest')
      await proxy.recover()
      await goesOn(context, watching, waiting)
    },
  },
  {
    id: 'config/watch/aborted-while-away',
    group: 'watch',
    title: 'a signal ends a watch at once while the store refuses, and while it hangs',
    needs: ['watch', 'endpoint'],
    async run(context) {
      for (const fault of [async (proxy: FaultProxy) => proxy.hang(), async (proxy: FaultProxy) => proxy.refuse()]) {
        const { watching, proxy } = await watched(context)
        const ended = watching.ended()
        await fault(proxy)
        const fired = performance.now()
        watching.stop()
        await ended
        const took = performance.now() - fired
        holds(took < 500, `expected an end at once, got one after ${took} ms`)
      }
    },
  },
  {
    id: 'config/watch/begun-while-away',
    group: 'watch',
    title: 'a watch that is begun while the store is away throws unavailable',
    needs: ['watch', 'endpoint'],
    async run(context) {
      const { store, proxy } = await context.openBehindProxy({ retries: 0 })
      await store.probe()
      await proxy.refuse()
      await rejects(context.watch(store).next(), 'unavailable', 'watch')
    },
  },
  {
    id: 'config/watch/idle',
    group: 'watch',
    title: 'a watch with nothing to do sends next to nothing',
    needs: ['watch', 'endpoint'],
    async run(context) {
      const { watching, proxy } = await watched(context)
      const waiting = watching.values()
      const [sent, connections] = [proxy.sends, proxy.connections]
      await pause(idle)
      const more = proxy.sends - sent
      holds(more <= sends, `expected at most ${sends} sends in ${idle} ms, got ${more}`)
      holds(proxy.connections - connections <= 1, `${proxy.connections - connections} further connections`)
      await context.store.put(`${context.prefix}a`, 'newest')
      equal(await waiting, ['newest'], 'values')
    },
  },
  {
    id: 'config/watch/does-not-spin',
    group: 'watch',
    title: 'a watch whose every connection breaks tries again with pauses, and goes on once they hold',
    needs: ['watch', 'endpoint'],
    async run(context) {
      const { watching, proxy } = await watched(context)
      const waiting = watching.values()
      proxy.cutMidReply(0)
      proxy.dropConnections()
      const connections = proxy.connections
      await pause(idle)
      const more = proxy.connections - connections
      holds(more >= 1, 'the watch does not try to come back')
      holds(more <= attempts, `expected at most ${attempts} connections in ${idle} ms, got ${more}`)
      await context.store.put(`${context.prefix}a`, 'newest')
      await proxy.recover()
      equal(await waiting, ['newest'], 'values')
    },
  },
  refusedIn('no-permission', 'permission-denied'),
  refusedIn('wrong-password', 'unauthenticated'),
]
