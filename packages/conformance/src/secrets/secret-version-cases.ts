import type { SecretsStore } from '@dmt-providers/core'
import { equal, holds, outcome, rejects } from '../expectations.js'
import type { SecretsCase } from './secrets-context.js'

/** Texts of no version that a path could have; some stores read `0` as the newest, or as none. */
const neverWritten = ['', '0', '-1', 'abc', '1.0', '1e0', ' 1', '999999999', '99999999999999999999999']

async function putAll(store: SecretsStore, path: string, values: readonly number[]): Promise<string[]> {
  const versions: string[] = []
  for (const value of values) versions.push(await store.put(path, { value }))
  return versions
}

/** Versions, comparison before a write, and history. */
export const secretVersionCases: readonly SecretsCase[] = [
  {
    id: 'secrets/versions/grow',
    group: 'versions and races',
    title: 'versions are numbers in text that grow with each write, also of equal data',
    async run({ store, prefix }) {
      const versions = await putAll(store, `${prefix}a`, [1, 1, 2])
      for (const version of versions) holds(/^\d+$/.test(version), `version: expected digits, got ${version}`)
      const numbers = versions.map(BigInt)
      holds(
        numbers.every((one, index) => index === 0 || one > (numbers[index - 1] ?? one)),
        `grow: got ${versions}`,
      )
    },
  },
  {
    id: 'secrets/versions/get-answers-newest',
    group: 'versions and races',
    title: 'get answers the newest data with its version',
    async run({ store, prefix }) {
      for (const value of [1, 2, 3]) {
        const version = await store.put(`${prefix}a`, { value })
        const secret = await store.get(`${prefix}a`)
        equal([secret?.data, secret?.version], [{ value }, version], `after write ${value}`)
      }
    },
  },
  {
    id: 'secrets/versions/unconditional-race',
    group: 'versions and races',
    title: 'concurrent writers without expectation all succeed, each with its own version',
    async run({ store, prefix }) {
      const values = [0, 1, 2, 3, 4, 5, 6, 7]
      const versions = await Promise.all(values.map((value) => store.put(`${prefix}a`, { value })))
      equal(new Set(versions).size, values.length, 'different versions')
      const secret = await store.get(`${prefix}a`)
      const newest = versions.reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b))
      equal(secret?.version, newest, 'version')
      equal(secret?.data, { value: versions.indexOf(newest) }, 'data of the newest version')
    },
  },
  {
    id: 'secrets/expected/current',
    group: 'versions and races',
    title: 'put with the current version writes',
    needs: ['compare-and-set'],
    async run({ store, prefix }) {
      const version = await store.put(`${prefix}a`, { value: 1 })
      const next = await store.put(`${prefix}a`, { value: 2 }, { expected: { version } })
      const secret = await store.get(`${prefix}a`)
      equal([secret?.data, secret?.version], [{ value: 2 }, next], 'the secret')
    },
  },
  {
    id: 'secrets/expected/stale',
    group: 'versions and races',
    title: 'put with an earlier version throws stale-version and writes nothing',
    needs: ['compare-and-set'],
    async run({ store, prefix }) {
      const [first = '', second = ''] = await putAll(store, `${prefix}a`, [1, 2])
      const put = store.put(`${prefix}a`, { value: 3 }, { expected: { version: first } })
      await rejects(put, 'stale-version', 'put')
      const secret = await store.get(`${prefix}a`)
      equal([secret?.data, secret?.version], [{ value: 2 }, second], 'the secret')
    },
  },
  {
    id: 'secrets/expected/never-written',
    group: 'versions and races',
    title: 'put with a version that was never written throws stale-version and writes nothing',
    needs: ['compare-and-set'],
    async run({ store, prefix }) {
      await store.put(`${prefix}a`, { value: 1 })
      for (const version of neverWritten) {
        const put = store.put(`${prefix}a`, { value: 2 }, { expected: { version } })
        await rejects(put, 'stale-version', `expected ${JSON.stringify(version)}`)
      }
      equal((await store.get(`${prefix}a`))?.data, { value: 1 }, 'data')
    },
  },
  {
    id: 'secrets/expected/version-of-empty-path',
    group: 'versions and races',
    title: 'put with a version on an empty path throws stale-version and writes nothing',
    needs: ['compare-and-set'],
    async run({ store, prefix }) {
      for (const version of ['1', ...neverWritten]) {
        const put = store.put(`${prefix}a`, {}, { expected: { version } })
        await rejects(put, 'stale-version', `expected ${JSON.stringify(version)}`)
      }
      equal(await store.get(`${prefix}a`), undefined, 'get')
    },
  },
  {
    id: 'secrets/expected/absent',
    group: 'versions and races',
    title: "put with expected 'absent' writes to an empty path, a deleted one too, and no other",
    needs: ['compare-and-set'],
    async run({ store, prefix }) {
      const put = (value: number) => store.put(`${prefix}a`, { value }, { expected: 'absent' })
      await put(1)
      await rejects(put(2), 'stale-version', 'second put')
      equal((await store.get(`${prefix}a`))?.data, { value: 1 }, 'data')
      await store.delete(`${prefix}a`)
      await put(3)
      equal((await store.get(`${prefix}a`))?.data, { value: 3 }, 'data after the delete')
    },
  },
  {
    id: 'secrets/expected/absent-race',
    group: 'versions and races',
    title: "of several writers that expect 'absent' exactly one wins, and its data is stored",
    needs: ['compare-and-set'],
    async run({ store, prefix }) {
      const put = (value: number) => outcome(store.put(`${prefix}a`, { value }, { expected: 'absent' }))
      const outcomes = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(put))
      equal([...outcomes].sort(), ['ok', ...Array(7).fill('stale-version')], 'outcomes')
      equal((await store.get(`${prefix}a`))?.data, { value: outcomes.indexOf('ok') }, 'data')
    },
  },
  {
    id: 'secrets/expected/version-race',
    group: 'versions and races',
    title: 'of several writers with the same version exactly one wins, and its data is stored',
    needs: ['compare-and-set'],
    async run({ store, prefix }) {
      const version = await store.put(`${prefix}a`, { value: -1 })
      const put = (value: number) => outcome(store.put(`${prefix}a`, { value }, { expected: { version } }))
      const outcomes = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(put))
      equal([...outcomes].sort(), ['ok', ...Array(7).fill('stale-version')], 'outcomes')
      equal((await store.get(`${prefix}a`))?.data, { value: outcomes.indexOf('ok') }, 'data')
    },
  },
  {
    id: 'secrets/expected/refused',
    group: 'refusal',
    title: 'a provider that does not claim compareAndSet refuses an expectation with unsupported',
    async run({ harness, store, prefix }) {
      if (harness.capabilities.compareAndSet) return
      for (const expected of ['absent', { version: '1' }] as const) {
        await rejects(store.put(`${prefix}a`, {}, { expected }), 'unsupported', JSON.stringify(expected))
      }
      equal(await store.get(`${prefix}a`), undefined, 'get')
    },
  },
  {
    id: 'secrets/history/versions',
    group: 'versions and races',
    title: 'versions lists what can still be read, newest first, at least the newest two',
    needs: ['history'],
    async run({ store, prefix }) {
      const written = await putAll(store, `${prefix}a`, [0, 1, 2])
      const versions = await store.versions(`${prefix}a`)
      holds(versions.length >= 2, `expected at least two versions, got ${versions.length}`)
      equal(versions, [...written].reverse().slice(0, versions.length), 'versions')
      for (const version of versions) {
        const secret = await store.getVersion(`${prefix}a`, version)
        equal([secret?.data, secret?.version], [{ value: written.indexOf(version) }, version], `version ${version}`)
      }
    },
  },
  {
    id: 'secrets/history/never-written',
    group: 'versions and races',
    title: 'a version that was never written is absent, and an empty path has none',
    needs: ['history'],
    async run({ store, prefix }) {
      equal(await store.versions(`${prefix}a`), [], 'versions of an empty path')
      equal(await store.getVersion(`${prefix}a`, '1'), undefined, 'version of an empty path')
      await store.put(`${prefix}a`, {})
      for (const version of neverWritten) {
        equal(await store.getVersion(`${prefix}a`, version), undefined, `version ${JSON.stringify(version)}`)
      }
    },
  },
  {
    id: 'secrets/history/deleted',
    group: 'versions and races',
    title: 'delete removes every version, and a later write brings none back',
    needs: ['history'],
    async run({ store, prefix }) {
      const written = await putAll(store, `${prefix}a`, [0, 1])
      await store.delete(`${prefix}a`)
      equal(await store.versions(`${prefix}a`), [], 'versions')
      for (const version of written) {
        equal(await store.getVersion(`${prefix}a`, version), undefined, `version ${version}`)
      }
      const again = await store.put(`${prefix}a`, { again: true })
      equal(await store.versions(`${prefix}a`), [again], 'versions after the next write')
    },
  },
  {
    id: 'secrets/history/refused',
    group: 'refusal',
    title: 'a provider that does not claim history refuses getVersion and versions with unsupported',
    async run({ harness, store, prefix }) {
      if (harness.capabilities.history) return
      await store.put(`${prefix}a`, {})
      await rejects(store.versions(`${prefix}a`), 'unsupported', 'versions')
      await rejects(store.getVersion(`${prefix}a`, '1'), 'unsupported', 'getVersion')
    },
  },
  {
    id: 'secrets/capabilities/claimed',
    group: 'behaviour',
    title: 'the store claims what its harness says',
    async run({ harness, store }) {
      const { compareAndSet, history } = store.capabilities
      equal({ compareAndSet, history }, { ...harness.capabilities }, 'capabilities')
    },
  },
]
