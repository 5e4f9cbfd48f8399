import { equal, holds, outcome, rejects } from '../expectations.js'
import type { ConfigCase } from './config-context.js'

/** Texts of no version that a key could have; some stores read `0` as absent, and `-1` as any. */
const neverWritten = ['', '0', '-1', 'abc', '1.0', '1e0', ' 1', '999999999', '99999999999999999999999', '0-0', '-1.-1']

const writers = [0, 1, 2, 3, 4, 5, 6, 7]
const oneWon = ['ok', ...Array(7).fill('stale-version')]

/** Versions, and comparison before a write. */
export const configVersionCases: readonly ConfigCase[] = [
  {
    id: 'config/versions/change',
    group: 'versions and races',
    title: 'each write of a key has a version of its own, also of equal values',
    async run({ store, prefix }) {
      const versions = new Set<string>()
      for (const value of ['1', '1', '2', '1', '1']) versions.add(await store.put(`${prefix}a`, value))
      equal(versions.size, 5, 'different versions')
    },
  },
  {
    id: 'config/versions/of-others',
    group: 'versions and races',
    title: 'the version of a key does not change with another key',
    async run({ store, prefix }) {
      const version = await store.put(`${prefix}a`, '1')
      for (const key of ['b', 'a/b']) await store.put(`${prefix}${key}`, '1')
      equal((await store.get(`${prefix}a`))?.version, version, 'version')
    },
  },
  {
    id: 'config/versions/unconditional-race',
    group: 'versions and races',
    title: 'concurrent writers without expectation all succeed, each with its own version, and one is stored',
    async run({ store, prefix }) {
      const versions = await Promise.all(writers.map((value) => store.put(`${prefix}a`, String(value))))
      equal(new Set(versions).size, writers.length, 'different versions')
      const entry = await store.get(`${prefix}a`)
      equal(versions[Number(entry?.value)], entry?.version, 'version of the stored value')
    },
  },
  {
    id: 'config/expected/current',
    group: 'versions and races',
    title: 'put with the current version writes',
    needs: ['compare-and-set'],
    async run({ store, prefix }) {
      const version = await store.put(`${prefix}a`, '1')
      const next = await store.put(`${prefix}a`, '2', { expected: { version } })
      equal(await store.get(`${prefix}a`), { key: `${prefix}a`, value: '2', version: next }, 'entry')
    },
  },
  {
    id: 'config/expected/stale',
    group: 'versions and races',
    title: 'put with an earlier version throws stale-version and writes nothing, also after equal values',
    needs: ['compare-and-set'],
    async run({ store, prefix }) {
      const first = await store.put(`${prefix}a`, '1')
      const second = await store.put(`${prefix}a`, '1')
      await rejects(store.put(`${prefix}a`, '3', { expected: { version: first } }), 'stale-version', 'put')
      equal(await store.get(`${prefix}a`), { key: `${prefix}a`, value: '1', version: second }, 'entry')
    },
  },
  {
    id: 'config/expected/never-written',
    group: 'versions and races',
    title: 'put with a version that was never written throws stale-version, on a key and on none',
    needs: ['compare-and-set'],
    async run({ store, prefix }) {
      const current = await store.put(`${prefix}a`, '1')
      for (const version of neverWritten.filter((one) => one !== current)) {
        const put = async (key: string) => await store.put(`${prefix}${key}`, '2', { expected: { version } })
        await rejects(put('a'), 'stale-version', `expected ${JSON.stringify(version)}`)
        await rejects(put('none'), 'stale-version', `expected ${JSON.stringify(version)} of an absent key`)
      }
      equal(
        (await store.list(prefix)).map(({ value }) => value),
        ['1'],
        'values',
      )
    },
  },
  {
    id: 'config/expected/absent',
    group: 'versions and races',
    title: "put with expected 'absent' writes to an absent key, one that leads to others too, and no other",
    needs: ['compare-and-set'],
    async run({ store, prefix }) {
      const put = (key: string, value: string) => store.put(`${prefix}${key}`, value, { expected: 'absent' })
      await put('a/b', '1')
      await rejects(put('a/b', '2'), 'stale-version', 'second put')
      await put('a', '')
      await rejects(put('a', '3'), 'stale-version', 'put over an empty text')
      equal(
        (await store.list(prefix)).map(({ value }) => value),
        ['', '1'],
        'values',
      )
    },
  },
  {
    id: 'config/expected/absent-race',
    group: 'versions and races',
    title: "of several writers that expect 'absent' exactly one wins, and its value is stored",
    needs: ['compare-and-set'],
    async run({ store, prefix }) {
      const put = (value: number) => outcome(store.put(`${prefix}a/b`, String(value), { expected: 'absent' }))
      const outcomes = await Promise.all(writers.map(put))
      equal([...outcomes].sort(), oneWon, 'outcomes')
      equal((await store.get(`${prefix}a/b`))?.value, String(outcomes.indexOf('ok')), 'value')
    },
  },
  {
    id: 'config/expected/version-race',
    group: 'versions and races',
    title: 'of several writers with the same version exactly one wins, and its value is stored',
    needs: ['compare-and-set'],
    async run({ store, prefix }) {
      const version = await store.put(`${prefix}a`, 'before')
      const put = (value: number) => outcome(store.put(`${prefix}a`, String(value), { expected: { version } }))
      const outcomes = await Promise.all(writers.map(put))
      equal([...outcomes].sort(), oneWon, 'outcomes')
      equal((await store.get(`${prefix}a`))?.value, String(outcomes.indexOf('ok')), 'value')
    },
  },
  {
    id: 'config/expected/refused',
    group: 'refusal',
    title: 'a provider that does not claim compareAndSet refuses an expectation with unsupported',
    async run({ harness, store, prefix }) {
      if (harness.capabilities.compareAndSet) return
      for (const expected of ['absent', { version: '1' }] as const) {
        await rejects(store.put(`${prefix}a`, '1', { expected }), 'unsupported', JSON.stringify(expected))
      }
      equal(await store.get(`${prefix}a`), undefined, 'get')
    },
  },
  {
    id: 'config/capabilities/claimed',
    group: 'behaviour',
    title: 'the store claims what its harness says',
    async run({ harness, store }) {
      const { compareAndSet, watch } = store.capabilities
      equal({ compareAndSet, watch }, { ...harness.capabilities }, 'capabilities')
    },
  },
  {
    id: 'config/second-store/sees-writes',
    group: 'behaviour',
    title: 'a second store sees each write of the first at once',
    needs: ['second-store'],
    async run(context) {
      const key = `${context.prefix}a`
      const second = await context.openSecond()
      equal(await second.get(key), undefined, 'before the first write')
      for (const value of ['1', '2']) {
        const version = await context.store.put(key, value)
        equal(await second.get(key), { key, value, version }, `after write ${value}`)
        equal(await second.list(context.prefix), [{ key, value, version }], `list after write ${value}`)
      }
    },
  },
  {
    id: 'config/second-store/seed-race',
    group: 'versions and races',
    title: "of writers of two stores that expect 'absent' exactly one wins",
    needs: ['second-store', 'compare-and-set'],
    async run(context) {
      const stores = [context.store, await context.openSecond()]
      const outcomes = stores.flatMap((store) =>
        [0, 1, 2, 3].map((value) => outcome(store.put(`${context.prefix}a`, String(value), { expected: 'absent' }))),
      )
      equal((await Promise.all(outcomes)).sort(), oneWon, 'outcomes')
    },
  },
  {
    id: 'config/second-store/unconditional-race',
    group: 'versions and races',
    title: 'writers of two stores without expectation all succeed, each with its own version',
    needs: ['second-store'],
    async run(context) {
      const stores = [context.store, await context.openSecond()]
      const puts = stores.flatMap((store) =>
        [0, 1, 2, 3].map((value) => store.put(`${context.prefix}a`, String(value))),
      )
      const versions = await Promise.all(puts)
      equal(new Set(versions).size, puts.length, 'different versions')
      holds(versions.includes((await context.store.get(`${context.prefix}a`))?.version ?? ''), 'one of them is stored')
    },
  },
]
