import { equal, outcome, rejects } from '../expectations.js'
import type { SecretsCase } from './secrets-context.js'

/** Several processes on one place, and a place that was tampered with. */
export const secretPlaceCases: readonly SecretsCase[] = [
  {
    id: 'secrets/second-store/sees-writes',
    group: 'behaviour',
    title: 'a second store sees each write and delete of the first at once',
    needs: ['second-store'],
    async run(context) {
      const [first, path] = [context.store, `${context.prefix}a`]
      const second = await context.openSecond()
      equal(await second.get(path), undefined, 'before the first write')
      for (const value of [1, 2]) {
        await first.put(path, { value })
        equal((await second.get(path))?.data, { value }, `after write ${value}`)
      }
      equal(await second.list(context.prefix), [path], 'list')
      await first.delete(path)
      equal(await second.get(path), undefined, 'after the delete')
    },
  },
  {
    id: 'secrets/second-store/unconditional-race',
    group: 'versions and races',
    title: 'writers of two stores without expectation all succeed, each with its own version',
    needs: ['second-store'],
    async run(context) {
      const stores = [context.store, await context.openSecond()]
      const puts = stores.flatMap((store) => [0, 1, 2, 3].map((value) => store.put(`${context.prefix}a`, { value })))
      equal(new Set(await Promise.all(puts)).size, puts.length, 'different versions')
    },
  },
  {
    id: 'secrets/second-store/absent-race',
    group: 'versions and races',
    title: "of writers of two stores that expect 'absent' exactly one wins",
    needs: ['second-store', 'compare-and-set'],
    async run(context) {
      const stores = [context.store, await context.openSecond()]
      const put = { expected: 'absent' } as const
      const writers = stores.flatMap((store) =>
        [0, 1, 2, 3].map((value) => outcome(store.put(`${context.prefix}a`, { value }, put))),
      )
      equal((await Promise.all(writers)).sort(), ['ok', ...Array(7).fill('stale-version')], 'outcomes')
    },
  },
  {
    id: 'secrets/corrupted/get',
    group: 'errors',
    title: 'a secret that cannot be trusted throws internal, and is never absent',
    needs: ['raw-corrupt'],
    async run({ harness, store, prefix }) {
      await store.put(`${prefix}a`, { value: 1 })
      await harness.raw?.corrupt?.(`${prefix}a`)
      await rejects(store.get(`${prefix}a`), 'internal', 'get')
    },
  },
  {
    id: 'secrets/corrupted/others',
    group: 'errors',
    title: 'a corrupted secret is still listed, leaves others readable, and can be deleted and written again',
    needs: ['raw-corrupt'],
    async run({ harness, store, prefix }) {
      for (const name of ['a', 'b']) await store.put(`${prefix}${name}`, { name })
      await harness.raw?.corrupt?.(`${prefix}a`)
      equal(await store.list(prefix), [`${prefix}a`, `${prefix}b`], 'list')
      equal((await store.get(`${prefix}b`))?.data, { name: 'b' }, 'the other secret')
      equal(await store.delete(`${prefix}a`), true, 'delete')
      await store.put(`${prefix}a`, { again: true })
      equal((await store.get(`${prefix}a`))?.data, { again: true }, 'written again')
    },
  },
  {
    id: 'secrets/wrong-key/never-absent',
    group: 'errors',
    title: 'with a key that did not seal it, a secret throws and is never absent',
    needs: ['wrong-key'],
    async run(context) {
      await context.store.put(`${context.prefix}a`, { value: 1 })
      const read = async () => {
        const stranger = await context.openWith('wrong-key')
        return await stranger.get(`${context.prefix}a`)
      }
      const codes = ['internal', 'unauthenticated', 'permission-denied', 'invalid-options'] as const
      await rejects(read(), codes, 'get')
      equal((await context.store.get(`${context.prefix}a`))?.data, { value: 1 }, 'with the right key')
    },
  },
]
