import { equal, rejects } from '../expectations.js'
import { refusedStrings } from '../nasty-strings.js'
import type { ConfigCase } from './config-context.js'

/** Listing. */
export const configListCases: readonly ConfigCase[] = [
  {
    id: 'config/list/by-prefix',
    group: 'behaviour',
    title: 'list answers what starts with a prefix, also within a segment, sorted by code unit',
    async run({ store, prefix }) {
      for (const key of ['mps/b', 'mps/a', 'mpsX', 'mps/a/c', 'Mps/z', 'other']) await store.put(`${prefix}${key}`, key)
      const listed = async (start: string) => (await store.list(`${prefix}${start}`)).map(({ value }) => value)
      equal(await listed('mps/'), ['mps/a', 'mps/a/c', 'mps/b'], 'a whole segment')
      equal(await listed('mp'), ['mps/a', 'mps/a/c', 'mps/b', 'mpsX'], 'part of a segment')
      equal(await listed('mps/a'), ['mps/a', 'mps/a/c'], 'a key itself')
      equal(await listed('none'), [], 'nothing')
      equal(await listed('none/'), [], 'nothing below nothing')
    },
  },
  {
    id: 'config/list/as-get',
    group: 'behaviour',
    title: 'list answers the entries that get answers',
    async run({ store, prefix }) {
      for (const key of ['a', 'b/c', 'd']) await store.put(`${prefix}${key}`, key)
      await store.put(`${prefix}a`, 'again')
      const got = []
      for (const key of ['a', 'b/c', 'd']) got.push(await store.get(`${prefix}${key}`))
      equal(await store.list(prefix), got, 'entries')
    },
  },
  {
    id: 'config/list/everything',
    group: 'behaviour',
    title: 'an empty prefix lists everything',
    async run({ store, prefix }) {
      const keys = [`${prefix}a`, `${prefix}b/c`]
      for (const key of keys) await store.put(key, '')
      const listed = (await store.list('')).map(({ key }) => key)
      equal(
        listed.filter((key) => key.startsWith(prefix)),
        keys,
        'keys of this case',
      )
    },
  },
  {
    id: 'config/list/sorted',
    group: 'behaviour',
    title: 'list is sorted by code unit whatever the order of writing',
    async run({ store, prefix }) {
      const names = ['b', 'B', 'a1', 'a', 'é', 'Z', '_', '10', '9', 'a/b', 'a-b', 'ab', '😀', '\ufffd']
      for (const name of names) await store.put(`${prefix}${name}`, '')
      equal(
        (await store.list(prefix)).map(({ key }) => key),
        names.map((name) => `${prefix}${name}`).sort(),
        'keys',
      )
    },
  },
  {
    id: 'config/list/complete',
    group: 'behaviour',
    title: 'list is complete beyond the page of any store',
    async run({ store, prefix }) {
      const keys = Array.from({ length: 130 }, (_, index) => `${prefix}fleet/${String(index).padStart(4, '0')}`)
      for (const key of keys) await store.put(key, key)
      equal(
        (await store.list(prefix)).map(({ value }) => value),
        keys,
        'values',
      )
    },
  },
  {
    id: 'config/list/wildcards',
    group: 'nasty strings',
    title: 'wildcards of patterns in a prefix match nothing else',
    async run({ store, prefix }) {
      for (const key of ['a_c', 'abc', 'a%c', 'a*c', 'a\\c', 'A_c']) await store.put(`${prefix}${key}`, '')
      for (const start of ['a_', 'a%', 'a*', 'a\\']) {
        equal(
          (await store.list(`${prefix}${start}`)).map(({ key }) => key),
          [`${prefix}${start}c`],
          `prefix ${start}`,
        )
      }
    },
  },
  {
    id: 'config/list/removed',
    group: 'behaviour',
    title: 'what was removed behind the store is absent, and can be written anew',
    needs: ['raw-remove'],
    async run(context) {
      const { store, prefix } = context
      const first = await store.put(`${prefix}a`, '1')
      await store.put(`${prefix}b`, '2')
      await context.remove(`${prefix}a`)
      equal(await store.get(`${prefix}a`), undefined, 'get')
      equal(
        (await store.list(prefix)).map(({ value }) => value),
        ['2'],
        'list',
      )
      const again = await store.put(`${prefix}a`, '1')
      equal(again === first, false, 'the version is the same as before')
    },
  },
  {
    id: 'config/list/refused',
    group: 'refusal',
    title: 'a prefix with NUL, a lone surrogate or over 255 characters throws invalid-argument',
    async run({ store }) {
      for (const text of [...Object.values(refusedStrings), 'x'.repeat(256)]) {
        await rejects(store.list(text), 'invalid-argument', JSON.stringify(text))
        await rejects(store.watch(text).next(), 'invalid-argument', `watch ${JSON.stringify(text)}`)
      }
    },
  },
]
