import { equal, rejects } from '../expectations.js'
import { nastyStrings, refusedStrings } from '../nasty-strings.js'
import type { ConfigCase } from './config-context.js'

const refusedKeys = ['', '/', '/a', 'a/', 'a//b', '.', '..', 'a/./b', 'a/../b', '../a', 'a/..']

/** Nasty texts as a segment: those with a slash would be several, and `.` and `..` are refused. */
const segments = Object.values(nastyStrings).filter((text) => !text.includes('/'))

/** Keys: case-sensitive, exact, and independent of each other. */
export const configKeyCases: readonly ConfigCase[] = [
  {
    id: 'config/keys/case',
    group: 'behaviour',
    title: 'keys are case-sensitive',
    async run({ store, prefix }) {
      await store.put(`${prefix}CaseX`, '1')
      equal(await store.get(`${prefix}casex`), undefined, 'in lower case')
      await store.put(`${prefix}casex`, '2')
      equal((await store.get(`${prefix}CaseX`))?.value, '1', 'the first')
    },
  },
  {
    id: 'config/keys/within-another',
    group: 'behaviour',
    title: 'a key and one below it are two values, whichever is written first',
    async run({ store, prefix }) {
      const keys = ['a', 'a/b', 'a/b/c', 'z/y/x', 'z/y', 'z'].map((key) => `${prefix}${key}`)
      for (const key of keys) await store.put(key, key)
      for (const key of keys) equal((await store.get(key))?.value, key, key)
      equal(
        (await store.list(prefix)).map(({ value }) => value),
        [...keys].sort(),
        'list',
      )
    },
  },
  {
    id: 'config/keys/leading-to-others',
    group: 'behaviour',
    title: 'a key that only leads to others is absent, and can be written',
    async run({ store, prefix }) {
      await store.put(`${prefix}a/b`, 'below')
      equal(await store.get(`${prefix}a`), undefined, 'get')
      equal(
        (await store.list(prefix)).map(({ key }) => key),
        [`${prefix}a/b`],
        'list',
      )
      await store.put(`${prefix}a`, '')
      equal((await store.get(`${prefix}a`))?.value, '', 'once written')
    },
  },
  {
    id: 'config/keys/escapes',
    group: 'nasty strings',
    title: 'keys that look like each other escaped or unescaped are different',
    async run({ store, prefix }) {
      const keys = ['a b', 'a%20b', 'a+b', 'a%2Fb', 'a/b', 'a_b', 'a-b', 'a--b', 'a.b', 'A b', 'a%2fb', 'a\\b', '%61']
      for (const key of keys) await store.put(`${prefix}${key}`, key)
      for (const key of keys) equal((await store.get(`${prefix}${key}`))?.value, key, `at ${key}`)
      equal((await store.list(prefix)).length, keys.length, 'keys listed')
    },
  },
  {
    id: 'config/keys/nasty',
    group: 'nasty strings',
    title: 'nasty segments are kept and listed exactly, at the end of a key and before it',
    async run({ store, prefix }) {
      const keys = segments.flatMap((segment) => [`${prefix}${segment}`, `${prefix}${segment}/x`])
      for (const key of keys) await store.put(key, key)
      for (const key of keys) equal((await store.get(key))?.value, key, `at ${JSON.stringify(key)}`)
      equal(
        (await store.list(prefix)).map(({ key, value }) => [key, value]),
        [...keys].sort().map((key) => [key, key]),
        'list',
      )
    },
  },
  {
    id: 'config/keys/longest',
    group: 'nasty strings',
    title: 'a key may have 255 characters, in one segment or in many',
    async run({ store, prefix }) {
      const left = 255 - prefix.length
      const keys = ['x'.repeat(left), `${'x/'.repeat(Math.floor((left - 1) / 2))}y`, '😀'.repeat(left)]
      for (const key of keys) await store.put(`${prefix}${key}`, key)
      for (const [index, key] of keys.entries()) {
        equal((await store.get(`${prefix}${key}`))?.value, key, `key ${index}`)
      }
      equal(await store.get(`${prefix}${'x'.repeat(left - 1)}`), undefined, 'one character less')
    },
  },
  {
    id: 'config/keys/refused',
    group: 'refusal',
    title: 'an empty key, an empty segment, . and .., NUL and over 255 characters throw invalid-argument',
    async run({ store, prefix }) {
      for (const key of [...refusedKeys, ...Object.values(refusedStrings), `${prefix}${'x'.repeat(255)}`]) {
        await rejects(store.get(key), 'invalid-argument', `get ${JSON.stringify(key)}`)
        await rejects(store.put(key, ''), 'invalid-argument', `put ${JSON.stringify(key)}`)
      }
    },
  },
]
