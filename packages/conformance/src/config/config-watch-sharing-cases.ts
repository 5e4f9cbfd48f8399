import { equal, holds } from '../expectations.js'
import type { ConfigCase, ConfigContext } from './config-context.js'
import type { Watching } from './watching.js'

/** As many as a service might have of one place. */
const crowd = 1_000

/** Watches of one place that have each begun. */
async function begun(context: ConfigContext, store: ConfigContext['store'], count: number): Promise<Watching[]> {
  const watches = Array.from({ length: count }, () => context.watch(store))
  await Promise.all(watches.map((one) => one.next()))
  return watches
}

/** Writes a value and resolves once each watch has answered it. */
async function reaches(context: ConfigContext, watches: readonly Watching[], value: string): Promise<void> {
  const waiting = watches.map((one) => one.values())
  await context.store.put(`${context.prefix}a`, value)
  for (const values of await Promise.all(waiting)) equal(values, [value], 'values')
}

/** Several readers of one place in one store, which need not cost more than one. */
export const configWatchSharingCases: readonly ConfigCase[] = [
  {
    id: 'config/watch/own-pace',
    group: 'watch',
    title: 'of two readers of one place the slow one gets the newest value once, and the quick one every value',
    needs: ['watch'],
    async run(context) {
      const [quick, slow] = [context.watch(context.store), context.watch(context.store)]
      for (const one of [quick, slow]) await one.next()
      for (const value of ['1', '2', '3']) await reaches(context, [quick], value)
      equal(await slow.values(), ['3'], 'to the slow one')
      await reaches(context, [slow, quick], '4')
    },
  },
  {
    id: 'config/watch/others-leave',
    group: 'watch',
    title: 'readers of one place go on while others leave, by their signal or by themselves, waiting or not',
    needs: ['watch'],
    async run(context) {
      const watches = await begun(context, context.store, 4)
      const [waits, rests, leaves, stays] = watches
      const ended = waits?.ended()
      const waiting = stays?.values()
      waits?.stop()
      rests?.stop()
      await ended
      await leaves?.leave()
      await context.store.put(`${context.prefix}a`, '1')
      equal(await waiting, ['1'], 'values')
      await rests?.ended()
      if (stays !== undefined) await reaches(context, [stays], '2')
      await stays?.leave()
      equal(await context.watch(context.store).values(), ['2'], 'a watch after the last one has left')
    },
  },
  {
    id: 'config/watch/late-reader',
    group: 'watch',
    title: 'a reader who comes late begins with what is there, and no reader sees an older value after a newer one',
    needs: ['watch'],
    async run(context) {
      const { store, prefix } = context
      const early = context.watch(store)
      await early.next()
      const reading = early.until('10')
      for (let value = 1; value <= 10; value += 1) {
        await store.put(`${prefix}a`, String(value))
        equal(await context.watch(store).next(), await store.list(prefix), `the first snapshot after ${value}`)
      }
      const seen = (await reading).map(Number)
      equal(
        [...new Set(seen)].sort((a, b) => a - b),
        seen,
        'in their order, each of them once',
      )
    },
  },
  {
    id: 'config/watch/own-snapshots',
    group: 'watch',
    title: 'what one reader does to a snapshot reaches no other reader, and not its own next one',
    needs: ['watch'],
    async run(context) {
      const { store, prefix } = context
      await store.put(`${prefix}b`, 'b')
      const [harming, other] = [context.watch(store), context.watch(store)]
      const snapshot = await harming.next()
      // Either the entry takes the change, then it must be the reader's own, or it refuses.
      for (const entry of snapshot) Reflect.set(entry, 'value', 'harmed')
      snapshot.splice(0, 1)
      equal(await other.values(), ['b'], 'to another reader')
      await store.put(`${prefix}a`, 'a')
      for (const one of [harming, other]) equal(await one.values(), ['a', 'b'], 'the next snapshot')
    },
  },
  {
    id: 'config/watch/crowd',
    group: 'watch',
    title: `each of ${crowd} readers of one place gets every change that it waits for`,
    needs: ['watch'],
    async run(context) {
      const watches = await begun(context, context.store, crowd)
      for (const value of ['1', '2']) await reaches(context, watches, value)
    },
  },
  {
    id: 'config/watch/crowd-costs-one',
    group: 'watch',
    title: `a change costs the store no more for ${crowd} readers of one place than for one`,
    needs: ['watch', 'endpoint'],
    async run(context) {
      const { store, proxy } = await context.openBehindProxy()
      const value = (number: number) => `${number}${'x'.repeat(1_000)}`
      const watches = await begun(context, store, 1)
      await reaches(context, watches, value(1))
      let before = proxy.bytesFromServer
      await reaches(context, watches, value(2))
      const [alone, open] = [proxy.bytesFromServer - before, proxy.open]
      watches.push(...(await begun(context, store, crowd - 1)))
      await reaches(context, watches, value(3))
      before = proxy.bytesFromServer
      await reaches(context, watches, value(4))
      const together = proxy.bytesFromServer - before
      holds(together <= 4 * alone, `${alone} bytes for one reader became ${together} for ${crowd}`)
      holds(proxy.open <= open + 1, `${open} connections became ${proxy.open}`)
    },
  },
]
