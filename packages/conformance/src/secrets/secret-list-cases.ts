import { equal, holds, rejects } from '../expectations.js'
import { refusedStrings } from '../nasty-strings.js'
import type { SecretsCase } from './secrets-context.js'

/** Listing and deleting. */
export const secretListCases: readonly SecretsCase[] = [
  {
    id: 'secrets/list/by-prefix',
    group: 'behaviour',
    title: 'list answers the full paths that start with a prefix, also within a segment, sorted by code unit',
    async run({ store, prefix }) {
      for (const path of ['devices/b', 'devices/a', 'devicesX', 'devices/a/c', 'Devices/z', 'other']) {
        await store.put(`${prefix}${path}`, {})
      }
      const listed = async (start: string) =>
        (await store.list(`${prefix}${start}`)).map((path) => path.slice(prefix.length))
      equal(await listed('devices/'), ['devices/a', 'devices/a/c', 'devices/b'], 'a whole segment')
      equal(await listed('dev'), ['devices/a', 'devices/a/c', 'devices/b', 'devicesX'], 'part of a segment')
      equal(await listed('devices/a'), ['devices/a', 'devices/a/c'], 'a path itself')
      equal(await listed('none'), [], 'nothing')
    },
  },
  {
    id: 'secrets/list/everything',
    group: 'behaviour',
    title: 'an empty prefix lists every secret',
    async run({ store, prefix }) {
      const paths = [`${prefix}a`, `${prefix}b/c`]
      for (const path of paths) await store.put(path, {})
      equal(
        (await store.list('')).filter((path) => path.startsWith(prefix)),
        paths,
        'paths of this case',
      )
    },
  },
  {
    id: 'secrets/list/sorted',
    group: 'behaviour',
    title: 'list is sorted by code unit whatever the order of writing',
    async run({ store, prefix }) {
      const names = ['b', 'B', 'a1', 'a', 'é', 'Z', '_', '10', '9', 'a/b', 'a-b', 'ab', '😀', '\ufffd']
      for (const name of names) await store.put(`${prefix}${name}`, {})
      equal(await store.list(prefix), names.map((name) => `${prefix}${name}`).sort(), 'paths')
    },
  },
  {
    id: 'secrets/list/complete',
    group: 'behaviour',
    title: 'list is complete beyond the page of any store',
    async run({ store, prefix }) {
      const paths = Array.from({ length: 130 }, (_, index) => `${prefix}devices/${String(index).padStart(4, '0')}`)
      for (const path of paths) await store.put(path, { path })
      equal(await store.list(prefix), paths, 'paths')
    },
  },
  {
    id: 'secrets/list/wildcards',
    group: 'nasty strings',
    title: 'wildcards of patterns in a prefix match nothing else',
    async run({ store, prefix }) {
      for (const path of ['a_c', 'abc', 'a%c', 'a*c', 'a\\c', 'A_c']) await store.put(`${prefix}${path}`, {})
      for (const start of ['a_', 'a%', 'a*', 'a\\']) {
        equal(await store.list(`${prefix}${start}`), [`${prefix}${start}c`], `prefix ${start}`)
      }
    },
  },
  {
    id: 'secrets/list/without-data',
    group: 'behaviour',
    title: 'list answers texts, once each, whatever the number of versions',
    async run({ store, prefix }) {
      for (const value of ['listed-1', 'listed-2', 'listed-3']) await store.put(`${prefix}a`, { value })
      const listed: unknown[] = await store.list(prefix)
      equal(listed, [`${prefix}a`], 'paths')
      holds(!JSON.stringify(listed).includes('listed-'), 'the list shows data')
    },
  },
  {
    id: 'secrets/list/refused',
    group: 'refusal',
    title: 'a prefix with NUL, a lone surrogate or over 400 characters throws invalid-argument',
    async run({ store }) {
      for (const text of [...Object.values(refusedStrings), 'x'.repeat(401)]) {
        await rejects(store.list(text), 'invalid-argument', JSON.stringify(text))
      }
    },
  },
  {
    id: 'secrets/delete/answers',
    group: 'behaviour',
    title: 'delete answers true once and false afterwards, and the path is then empty',
    async run({ store, prefix }) {
      await store.put(`${prefix}a`, { value: 1 })
      await store.put(`${prefix}b`, { value: 2 })
      equal(await store.delete(`${prefix}none`), false, 'of an empty path')
      equal(await store.delete(`${prefix}a`), true, 'first')
      equal(await store.delete(`${prefix}a`), false, 'second')
      equal(await store.get(`${prefix}a`), undefined, 'get')
      equal(await store.list(prefix), [`${prefix}b`], 'list')
    },
  },
  {
    id: 'secrets/delete/reused',
    group: 'behaviour',
    title: 'a deleted path can be written again and then holds only what was written since',
    async run({ store, prefix }) {
      for (const value of [1, 2]) await store.put(`${prefix}a`, { value })
      await store.delete(`${prefix}a`)
      const version = await store.put(`${prefix}a`, { again: true })
      const secret = await store.get(`${prefix}a`)
      equal([secret?.data, secret?.version], [{ again: true }, version], 'the secret')
    },
  },
]
