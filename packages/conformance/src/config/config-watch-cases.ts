import { getEventListeners } from 'node:events'
import { equal, holds, rejects } from '../expectations.js'
import type { ConfigCase } from './config-context.js'

/** What a watch answers, and how it ends. */
export const configWatchCases: readonly ConfigCase[] = [
  {
    id: 'config/watch/first-snapshot',
    group: 'watch',
    title: 'a watch begins with what list answers, nothing included',
    needs: ['watch'],
    async run(context) {
      const { store, prefix } = context
      equal(await context.watch(store).next(), [], 'of an empty place')
      for (const key of ['b', 'a/c', 'é', 'B']) await store.put(`${prefix}${key}`, key)
      equal(await context.watch(store).next(), await store.list(prefix), 'the first snapshot')
      equal(await context.watch(store, 'a').next(), await store.list(`${prefix}a`), 'part of a segment')
    },
  },
  {
    id: 'config/watch/each-change',
    group: 'watch',
    title: 'each change that is waited for is answered, with the whole of the place',
    needs: ['watch'],
    async run(context) {
      const { store, prefix } = context
      const watching = context.watch(store)
      await watching.next()
      for (const [key, value] of [
        ['b', '1'],
        ['a/c', '2'],
        ['b', '3'],
        ['b', '3'],
      ]) {
        await store.put(`${prefix}${key}`, value ?? '')
        equal(await watching.next(), await store.list(prefix), `after ${key} = ${value}`)
      }
      equal(watching.read, 5, 'snapshots')
    },
  },
  {
    id: 'config/watch/while-waiting',
    group: 'watch',
    title: 'a change reaches a reader who waits for it',
    needs: ['watch'],
    async run(context) {
      const watching = context.watch(context.store)
      await watching.next()
      for (const value of ['1', '2', '3']) {
        const waiting = watching.values()
        await context.store.put(`${context.prefix}a`, value)
        equal(await waiting, [value], 'values')
      }
    },
  },
  {
    id: 'config/watch/other-places',
    group: 'watch',
    title: 'changes elsewhere are not answered',
    needs: ['watch'],
    async run(context) {
      const { store, prefix } = context
      for (const [below, elsewhere, here] of [
        ['mps/', ['mps', 'mpsX', 'rps/a', 'Mps/a'], 'mps/a'],
        ['router/c', ['router', 'router/a', 'router/d/c', 'routerc'], 'router/certs/a'],
      ] as const) {
        const watching = context.watch(store, below)
        equal(await watching.next(), [], 'the first snapshot')
        for (const key of elsewhere) await store.put(`${prefix}${key}`, 'elsewhere')
        await store.put(`${prefix}${here}`, 'here')
        equal(await watching.values(), ['here'], `the next snapshot below ${below}`)
      }
    },
  },
  {
    id: 'config/watch/removed',
    group: 'watch',
    title: 'what was removed behind the store is gone from the next snapshot',
    needs: ['watch', 'raw-remove'],
    async run(context) {
      const { store, prefix } = context
      for (const key of ['a', 'b/c']) await store.put(`${prefix}${key}`, key)
      const watching = context.watch(store)
      await watching.next()
      await context.remove(`${prefix}b/c`)
      equal(await watching.values(), ['a'], 'after the first')
      await context.remove(`${prefix}a`)
      equal(await watching.values(), [], 'after the second')
      await store.put(`${prefix}b/c`, 'again')
      equal(await watching.values(), ['again'], 'after a write')
    },
  },
  {
    id: 'config/watch/second-store',
    group: 'watch',
    title: 'changes of another store are answered',
    needs: ['watch', 'second-store'],
    async run(context) {
      const second = await context.openSecond()
      const watching = context.watch(second)
      await watching.next()
      for (const value of ['1', '2']) {
        await context.store.put(`${context.prefix}a`, value)
        equal(await watching.values(), [value], 'values')
      }
    },
  },
  {
    id: 'config/watch/burst',
    group: 'watch',
    title: 'after 100 changes in a row the newest value arrives, and none older after a newer one',
    needs: ['watch'],
    async run(context) {
      const { store, prefix } = context
      const watching = context.watch(store)
      await watching.next()
      const reading = watching.until('100')
      for (let value = 1; value <= 100; value += 1) await store.put(`${prefix}a`, String(value))
      const seen = (await reading).map(Number)
      equal(
        [...seen].sort((a, b) => a - b),
        seen,
        'in their order',
      )
      equal(new Set(seen).size, seen.length, 'each of them once')
    },
  },
  {
    id: 'config/watch/slow-reader',
    group: 'watch',
    title: 'a reader who comes back late gets the newest value, and not every one between',
    needs: ['watch'],
    async run(context) {
      const { store, prefix } = context
      const watching = context.watch(store)
      await watching.next()
      await store.put(`${prefix}a`, '0')
      await watching.next()
      for (let value = 1; value <= 50; value += 1) await store.put(`${prefix}a`, String(value))
      await watching.until('50')
      holds(watching.read <= 12, `expected the newest within 10 snapshots, got ${watching.read - 2}`)
    },
  },
  {
    id: 'config/watch/several',
    group: 'watch',
    title: 'several watches each answer every change, and go on when one of them ends',
    needs: ['watch'],
    async run(context) {
      const { store, prefix } = context
      const watches = [context.watch(store), context.watch(store), context.watch(store, 'a'), context.watch(store)]
      for (const one of watches) await one.next()
      const [stopped, left, ...others] = watches
      stopped?.stop()
      await left?.leave()
      for (const value of ['1', '2']) {
        await store.put(`${prefix}a`, value)
        for (const one of others) equal(await one.values(), [value], 'values')
      }
    },
  },
  {
    id: 'config/watch/aborted',
    group: 'watch',
    title: 'a signal ends a watch without an error, while it waits and before its next snapshot',
    needs: ['watch'],
    async run(context) {
      const { store, prefix } = context
      const [waiting, resting] = [context.watch(store), context.watch(store)]
      for (const one of [waiting, resting]) await one.next()
      const ended = waiting.ended()
      waiting.stop()
      await ended
      await store.put(`${prefix}a`, '1')
      resting.stop()
      await resting.ended()
      const never = context.watch(store)
      never.stop()
      await never.ended()
    },
  },
  {
    id: 'config/watch/no-listener-left',
    group: 'watch',
    title: 'a watch that ended leaves no listener on its signal',
    needs: ['watch'],
    async run(context) {
      const watching = context.watch(context.store)
      await watching.next()
      await context.store.put(`${context.prefix}a`, '1')
      await watching.next()
      await watching.leave()
      equal(getEventListeners(watching.signal, 'abort').length, 0, 'listeners')
    },
  },
  {
    id: 'config/watch/closed',
    group: 'watch',
    title: 'closing the store ends its watches without an error, and a watch on it then throws closed',
    needs: ['watch'],
    async run(context) {
      const store = await context.open()
      const watching = context.watch(store)
      await watching.next()
      const ended = watching.ended()
      await store.close()
      await ended
      await rejects(context.watch(store).next(), 'closed', 'watch')
      equal(await context.watch(context.store).next(), [], 'a watch of another store')
    },
  },
  {
    id: 'config/watch/refused',
    group: 'refusal',
    title: 'a provider that does not claim watch refuses it with unsupported',
    async run(context) {
      if (context.harness.capabilities.watch) return
      await rejects(context.watch(context.store).next(), 'unsupported', 'watch')
    },
  },
]
