import { equal, rejects } from '../expectations.js'
import { nastyStrings, refusedStrings } from '../nasty-strings.js'
import type { SecretsCase } from './secrets-context.js'

const refusedPaths = ['', '/', '/a', 'a/', 'a//b', '.', '..', 'a/./b', 'a/../b', '../a', 'a/..']

/** Nasty texts as a segment: those with a slash would be several, and `.` and `..` are refused. */
const segments = Object.values(nastyStrings).filter((text) => !text.includes('/'))

/** Paths: case-sensitive, exact, and independent of each other. */
export const secretPathCases: readonly SecretsCase[] = [
  {
    id: 'secrets/paths/case',
    group: 'behaviour',
    title: 'paths are case-sensitive',
    async run({ store, prefix }) {
      await store.put(`${prefix}CaseX`, { a: 1 })
      equal(await store.get(`${prefix}casex`), undefined, 'in lower case')
      await store.put(`${prefix}casex`, { a: 2 })
      equal((await store.get(`${prefix}CaseX`))?.data, { a: 1 }, 'the first')
      equal(await store.delete(`${prefix}CASEX`), false, 'delete in upper case')
    },
  },
  {
    id: 'secrets/paths/within-another',
    group: 'behaviour',
    title: 'a path and one below it are two secrets',
    async run({ store, prefix }) {
      await store.put(`${prefix}a`, { at: 'a' })
      await store.put(`${prefix}a/b`, { at: 'a/b' })
      await store.put(`${prefix}a/b/c`, { at: 'a/b/c' })
      equal((await store.get(`${prefix}a`))?.data, { at: 'a' }, 'the outer')
      equal((await store.get(`${prefix}a/b`))?.data, { at: 'a/b' }, 'the inner')
      equal(await store.delete(`${prefix}a`), true, 'delete of the outer')
      equal((await store.get(`${prefix}a/b`))?.data, { at: 'a/b' }, 'the inner afterwards')
      equal(await store.get(`${prefix}a`), undefined, 'the outer afterwards')
    },
  },
  {
    id: 'secrets/paths/below-an-empty-one',
    group: 'behaviour',
    title: 'a path that only leads to others is itself empty',
    async run({ store, prefix }) {
      await store.put(`${prefix}a/b`, {})
      equal(await store.get(`${prefix}a`), undefined, 'get')
      equal(await store.delete(`${prefix}a`), false, 'delete')
    },
  },
  {
    id: 'secrets/paths/escapes',
    group: 'nasty strings',
    title: 'paths that look like each other escaped or unescaped are different secrets',
    async run({ store, prefix }) {
      const paths = ['a b', 'a%20b', 'a+b', 'a%2Fb', 'a/b', 'a_b', 'a-b', 'a--b', 'a.b', 'A b', 'a%2fb', 'a\\b']
      for (const path of paths) await store.put(`${prefix}${path}`, { path })
      for (const path of paths) equal((await store.get(`${prefix}${path}`))?.data, { path }, `at ${path}`)
      equal((await store.list(prefix)).length, paths.length, 'paths listed')
    },
  },
  {
    id: 'secrets/paths/nasty',
    group: 'nasty strings',
    title: 'nasty segments are kept, listed and deleted exactly',
    async run({ store, prefix }) {
      const paths = segments.map((segment) => `${prefix}${segment}`)
      for (const path of paths) await store.put(path, { path })
      for (const path of paths) equal((await store.get(path))?.data, { path }, `at ${JSON.stringify(path)}`)
      equal(await store.list(prefix), [...paths].sort(), 'list')
      for (const path of paths) equal(await store.delete(path), true, `delete of ${JSON.stringify(path)}`)
      equal(await store.list(prefix), [], 'list afterwards')
    },
  },
  {
    id: 'secrets/paths/longest',
    group: 'nasty strings',
    title: 'a path may have 400 characters, in one segment or in many',
    async run({ store, prefix }) {
      const left = 400 - prefix.length
      const paths = ['x'.repeat(left), `${'x/'.repeat(Math.floor((left - 1) / 2))}y`, '😀'.repeat(left)]
      for (const [index, path] of paths.entries()) await store.put(`${prefix}${path}`, { index })
      for (const [index, path] of paths.entries()) {
        equal((await store.get(`${prefix}${path}`))?.data, { index }, `path ${index}`)
      }
      equal(await store.get(`${prefix}${'x'.repeat(left - 1)}`), undefined, 'one character less')
    },
  },
  {
    id: 'secrets/paths/refused',
    group: 'refusal',
    title: 'an empty path, an empty segment, . and .. throw invalid-argument in every call',
    async run({ store, prefix }) {
      const paths = [...refusedPaths, ...Object.values(refusedStrings), `${prefix}${'x'.repeat(400)}`]
      for (const path of paths) {
        await rejects(store.get(path), 'invalid-argument', `get ${JSON.stringify(path)}`)
        await rejects(store.put(path, {}), 'invalid-argument', `put ${JSON.stringify(path)}`)
        await rejects(store.delete(path), 'invalid-argument', `delete ${JSON.stringify(path)}`)
      }
    },
  },
]
