import { setImmediate } from 'node:timers/promises'
import { type ConfigDriver, type ConfigEntry, ProviderError } from '@dmt-providers/core'
import type { ReferenceNotebook } from '../../src/reference/reference-config.js'

/** A driver that does one thing wrong, which is a mistake that a provider could make. */
export interface BrokenConfig {
  /** What it does wrong. */
  readonly does: string
  breaks(driver: ConfigDriver, notebook: ReferenceNotebook): Partial<ConfigDriver>
  /** Cases that must fail, without the contract's name; every other must pass. */
  readonly fails: readonly string[]
}

/** Mistakes with keys, values and versions. */
export const brokenConfigs: readonly BrokenConfig[] = [
  {
    does: 'compares keys without regard to case',
    breaks: (driver, notebook) => {
      const stored = (key: string) =>
        [...notebook.entries.keys()].find((one) => one.toLowerCase() === key.toLowerCase()) ?? key
      return {
        get: (key, call) => driver.get(stored(key), call),
        put: (key, value, expected, call) => driver.put(stored(key), value, expected, call),
      }
    },
    fails: ['keys/case', 'keys/escapes', 'list/sorted', 'watch/other-places'],
  },
  {
    does: 'unescapes keys',
    breaks: (driver) => ({
      get: (key, call) => driver.get(unescaped(key), call),
      put: (key, value, expected, call) => driver.put(unescaped(key), value, expected, call),
    }),
    fails: ['keys/escapes'],
  },
  {
    does: 'has no room for a value at a key that leads to others',
    breaks: (driver, notebook) => ({
      async put(key, value, expected, call) {
        if (!notebook.entries.has(key) && [...notebook.entries.keys()].some((one) => one.startsWith(`${key}/`)))
          throw new ProviderError('conflict', 'it is a folder')
        return await driver.put(key, value, expected, call)
      },
    }),
    fails: ['keys/within-another', 'keys/leading-to-others', 'expected/absent'],
  },
  {
    does: 'answers an empty text for a key that leads to others',
    breaks: (driver, notebook) => ({
      async get(key, call) {
        const leads = [...notebook.entries.keys()].some((one) => one.startsWith(`${key}/`))
        return (await driver.get(key, call)) ?? (leads ? { key, value: '', version: '0' } : undefined)
      },
    }),
    fails: ['keys/leading-to-others'],
  },
  {
    does: 'takes an empty text for absent',
    breaks: (driver) => ({
      async get(key, call) {
        const entry = await driver.get(key, call)
        return entry?.value === '' ? undefined : entry
      },
    }),
    fails: ['values/round-trip', 'values/empty-is-there', 'keys/leading-to-others'],
  },
  {
    does: 'cuts off white space at the end',
    breaks: (driver) => ({ put: (key, value, expected, call) => driver.put(key, value.trimEnd(), expected, call) }),
    fails: ['values/round-trip', 'values/nasty-texts', 'keys/nasty'],
  },
  {
    does: 'answers oversized values with an error of nobody knows which kind',
    breaks: (driver) => ({
      async put(key, value, expected, call) {
        if (value.length > 1_000_000) throw new Error('RequestTooLarge')
        return await driver.put(key, value, expected, call)
      },
    }),
    fails: ['values/oversized'],
  },
  {
    does: 'lists whole segments only',
    breaks: (driver) => ({
      async list(prefix, call) {
        const entries = await driver.list(prefix, call)
        const ends = (key: string) => key.length === prefix.length || key[prefix.length] === '/'
        return entries.filter(({ key }) => prefix === '' || prefix.endsWith('/') || ends(key))
      },
    }),
    fails: ['list/by-prefix', 'list/wildcards'],
  },
  {
    does: 'lists a first page of 100',
    breaks: (driver) => ({ list: async (prefix, call) => (await driver.list(prefix, call)).slice(0, 100) }),
    fails: ['list/complete'],
  },
  {
    does: 'has the version of the whole store for each entry',
    breaks: (driver, notebook) => {
      const versioned = (entry: ConfigEntry) => ({ ...entry, version: String(notebook.revision) })
      return {
        async get(key, call) {
          const entry = await driver.get(key, call)
          return entry && versioned(entry)
        },
        list: async (prefix, call) => (await driver.list(prefix, call)).map(versioned),
      }
    },
    fails: ['versions/of-others', 'watch/first-snapshot', 'watch/each-change'],
  },
  {
    does: 'takes the length of a value for its version',
    breaks: (driver) => ({
      put: async (key, value, expected, call) =>
        (await driver.put(key, value, expected, call)) === undefined ? undefined : String(value.length),
    }),
    fails: [
      'values/round-trip',
      'values/empty-is-there',
      'list/removed',
      'versions/change',
      'versions/of-others',
      'versions/unconditional-race',
      'expected/current',
      'expected/stale',
      'expected/version-race',
      'second-store/sees-writes',
      'second-store/unconditional-race',
    ],
  },
  {
    does: 'writes whatever is expected',
    breaks: (driver) => ({ put: (key, value, _, call) => driver.put(key, value, undefined, call) }),
    fails: [
      'expected/stale',
      'expected/never-written',
      'expected/absent',
      'expected/absent-race',
      'expected/version-race',
      'second-store/seed-race',
    ],
  },
  {
    does: "takes version 0 for 'absent'",
    breaks: (driver) => ({
      put: (key, value, expected, call) =>
        driver.put(key, value, typeof expected === 'object' && expected.version === '0' ? 'absent' : expected, call),
    }),
    fails: ['expected/never-written'],
  },
  {
    does: 'looks at the version and writes a moment later',
    breaks: (driver) => ({
      async put(key, value, expected, call) {
        if (expected === undefined) return await driver.put(key, value, undefined, call)
        const current = (await driver.get(key, call))?.version
        if (current !== (expected === 'absent' ? undefined : expected.version)) return undefined
        await setImmediate()
        return await driver.put(key, value, undefined, call)
      },
    }),
    fails: ['expected/absent-race', 'expected/version-race', 'second-store/seed-race'],
  },
]

function unescaped(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}
