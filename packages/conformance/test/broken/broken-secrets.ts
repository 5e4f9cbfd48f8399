import { setImmediate } from 'node:timers/promises'
import { type JsonObject, ProviderError, type SecretsDriver, type StoredSecret } from '@dmt-providers/core'
import type { ReferenceVault } from '../../src/reference/reference-secrets.js'

/** A driver that does one thing wrong. */
export interface BrokenSecrets {
  /** What it does wrong. */
  readonly does: string
  breaks(driver: SecretsDriver, vault: ReferenceVault): Partial<SecretsDriver>
  /** Cases that must fail; every other must pass. */
  readonly fails: readonly string[]
}

/** Each of these is a mistake that a provider could make. */
export const brokenSecrets: readonly BrokenSecrets[] = [
  {
    does: 'answers absent for a secret that it cannot read',
    breaks: (driver) => ({
      get: (path, version, call) => driver.get(path, version, call).catch(() => undefined),
    }),
    fails: ['secrets/corrupted/get'],
  },
  {
    does: 'writes whatever is expected',
    breaks: (driver) => ({ put: (path, data, _, call) => driver.put(path, data, undefined, call) }),
    fails: [
      'secrets/expected/stale',
      'secrets/expected/never-written',
      'secrets/expected/version-of-empty-path',
      'secrets/expected/absent',
      'secrets/expected/absent-race',
      'secrets/expected/version-race',
      'secrets/second-store/absent-race',
    ],
  },
  {
    does: "takes 'absent' for no expectation",
    breaks: (driver) => ({
      put: (path, data, expected, call) => driver.put(path, data, expected === 'absent' ? undefined : expected, call),
    }),
    fails: ['secrets/expected/absent', 'secrets/expected/absent-race', 'secrets/second-store/absent-race'],
  },
  {
    does: 'looks at the version and writes a moment later',
    breaks: (driver) => ({
      async put(path, data, expected, call) {
        if (expected === undefined) return await driver.put(path, data, undefined, call)
        const current = (await driver.get(path, undefined, call))?.version
        if (current !== (expected === 'absent' ? undefined : expected.version)) return undefined
        await setImmediate()
        return await driver.put(path, data, undefined, call)
      },
    }),
    fails: ['secrets/expected/absent-race', 'secrets/expected/version-race', 'secrets/second-store/absent-race'],
  },
  {
    does: 'fails a writer without expectation that meets another',
    breaks(driver) {
      const busy = new Set<string>()
      return {
        async put(path, data, expected, call) {
          if (busy.has(path)) throw new ProviderError('unavailable', 'busy')
          busy.add(path)
          await setImmediate()
          return await driver.put(path, data, expected, call).finally(() => busy.delete(path))
        },
      }
    },
    fails: [
      'secrets/versions/unconditional-race',
      'secrets/expected/absent-race',
      'secrets/expected/version-race',
      'secrets/second-store/unconditional-race',
      'secrets/second-store/absent-race',
    ],
  },
  {
    does: "reads version '0' as the newest",
    breaks: (driver) => ({
      get: (path, version, call) => driver.get(path, version === '0' ? undefined : version, call),
    }),
    fails: ['secrets/history/never-written'],
  },
  {
    does: 'reads versions as numbers',
    breaks: (driver) => ({
      get: (path, version, call) =>
        driver.get(path, version === undefined ? undefined : String(Number.parseInt(version, 10)), call),
    }),
    fails: ['secrets/history/never-written'],
  },
  {
    does: 'merges what is put into what is there',
    breaks: (driver) => ({
      async put(path, data, expected, call) {
        const current = (await driver.get(path, undefined, call).catch(() => undefined))?.data ?? {}
        return await driver.put(path, { ...current, ...data }, expected, call)
      },
    }),
    fails: ['secrets/values/round-trip', 'secrets/values/replaced-whole'],
  },
  {
    does: 'compares paths without regard to case',
    breaks: (driver, vault) => {
      const stored = (path: string) =>
        [...vault.versions.keys()].find((one) => one.toLowerCase() === path.toLowerCase()) ?? path
      return {
        get: (path, version, call) => driver.get(stored(path), version, call),
        put: (path, data, expected, call) => driver.put(stored(path), data, expected, call),
        delete: (path, call) => driver.delete(stored(path), call),
        versions: (path, call) => driver.versions(stored(path), call),
      }
    },
    fails: ['secrets/paths/case', 'secrets/paths/escapes', 'secrets/list/sorted'],
  },
  {
    does: 'unescapes paths',
    breaks: (driver) => ({
      get: (path, version, call) => driver.get(unescaped(path), version, call),
      put: (path, data, expected, call) => driver.put(unescaped(path), data, expected, call),
      delete: (path, call) => driver.delete(unescaped(path), call),
    }),
    fails: ['secrets/paths/escapes'],
  },
  {
    does: 'deletes what is below a path too',
    breaks: (driver) => ({
      async delete(path, call) {
        for (const below of await driver.list(`${path}/`, call)) await driver.delete(below, call)
        return await driver.delete(path, call)
      },
    }),
    fails: ['secrets/paths/within-another'],
  },
  {
    does: 'deletes the newest version alone',
    breaks: (_, vault) => ({
      async delete(path) {
        const versions = vault.versions.get(path) ?? []
        if (versions.length <= 1) return vault.versions.delete(path)
        vault.versions.set(path, versions.slice(0, -1))
        return true
      },
    }),
    fails: ['secrets/history/deleted', 'secrets/second-store/sees-writes'],
  },
  {
    does: 'keeps the versions of a deleted path',
    breaks(driver) {
      const kept = new Map<string, StoredSecret>()
      return {
        async delete(path, call) {
          const secret = await driver.get(path, undefined, call).catch(() => undefined)
          if (secret !== undefined) kept.set(JSON.stringify([path, secret.version]), secret)
          return await driver.delete(path, call)
        },
        async get(path, version, call) {
          return (await driver.get(path, version, call)) ?? kept.get(JSON.stringify([path, version]))
        },
      }
    },
    fails: ['secrets/history/deleted'],
  },
  {
    does: 'lists whole segments only',
    breaks: (driver) => ({
      async list(prefix, call) {
        const paths = await driver.list(prefix, call)
        const ends = (path: string) => path.length === prefix.length || path[prefix.length] === '/'
        return paths.filter((path) => prefix === '' || prefix.endsWith('/') || ends(path))
      },
    }),
    fails: ['secrets/list/by-prefix', 'secrets/list/wildcards'],
  },
  {
    does: 'lists a first page of 100',
    breaks: (driver) => ({ list: async (prefix, call) => (await driver.list(prefix, call)).slice(0, 100) }),
    fails: ['secrets/list/complete'],
  },
  {
    does: 'takes a prefix for a pattern',
    breaks: (driver) => ({
      async list(prefix, call) {
        const text = prefix
          .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
          .replaceAll('_', '.')
          .replaceAll('%', '.*')
        const pattern = new RegExp(`^${text}`, 'u')
        return (await driver.list('', call)).filter((path) => pattern.test(path))
      },
    }),
    fails: ['secrets/list/wildcards'],
  },
  {
    does: 'lists a path once for each version',
    breaks: (driver, vault) => ({
      list: async (prefix, call) =>
        (await driver.list(prefix, call)).flatMap((path) => Array(vault.versions.get(path)?.length).fill(path)),
    }),
    fails: ['secrets/list/without-data', 'secrets/second-store/sees-writes'],
  },
  {
    does: 'lists data beside the path',
    breaks: (driver, vault) => ({
      list: async (prefix, call) =>
        (await driver.list(prefix, call)).map((path) => `${path}=${vault.versions.get(path)?.at(-1)}`),
    }),
    fails: [
      'secrets/paths/nasty',
      'secrets/list/by-prefix',
      'secrets/list/everything',
      'secrets/list/sorted',
      'secrets/list/complete',
      'secrets/list/wildcards',
      'secrets/list/without-data',
      'secrets/delete/answers',
      'secrets/second-store/sees-writes',
      'secrets/corrupted/others',
    ],
  },
  {
    does: 'keeps no more than 25 KB',
    breaks: (driver) => ({
      async put(path, data, expected, call) {
        if (JSON.stringify(data).length > 25_000) throw new ProviderError('limit-exceeded', 'the value is too large')
        return await driver.put(path, data, expected, call)
      },
    }),
    fails: ['secrets/values/large'],
  },
  {
    does: 'remembers what another process may change',
    breaks(driver) {
      const known = new Map<string, StoredSecret | undefined>()
      return {
        async get(path, version, call) {
          if (version === undefined && known.has(path)) return structuredClone(known.get(path))
          const secret = await driver.get(path, version, call)
          if (version === undefined) known.set(path, structuredClone(secret))
          return secret
        },
        put: (path, data, expected, call) => driver.put(path, data, expected, call).finally(() => known.delete(path)),
        delete: (path, call) => driver.delete(path, call).finally(() => known.delete(path)),
      }
    },
    fails: ['secrets/second-store/sees-writes'],
  },
  {
    does: 'answers the object that it keeps',
    breaks(driver) {
      const answered = new Map<string, StoredSecret>()
      return {
        async get(path, version, call) {
          const secret = await driver.get(path, version, call)
          if (secret === undefined) return undefined
          const key = JSON.stringify([path, secret.version, JSON.stringify(secret.data).length])
          const known = answered.get(key) ?? secret
          answered.set(key, known)
          return known
        },
        async delete(path, call) {
          answered.clear()
          return await driver.delete(path, call)
        },
      }
    },
    fails: ['secrets/values/not-shared'],
  },
  {
    does: 'sorts the keys of an object',
    breaks: (driver) => ({
      put: (path, data, expected, call) => driver.put(path, withSortedKeys(data), expected, call),
    }),
    fails: ['secrets/values/key-order'],
  },
  {
    does: 'keeps Latin letters alone',
    breaks: (driver) => ({
      put: (path, data, expected, call) =>
        driver.put(path, JSON.parse(Buffer.from(JSON.stringify(data), 'latin1').toString('latin1')), expected, call),
    }),
    fails: ['secrets/values/round-trip', 'secrets/values/nasty-texts', 'secrets/paths/nasty'],
  },
  {
    does: 'claims what it cannot do',
    breaks: () => ({ capabilities: { compareAndSet: true, history: false } }),
    fails: [
      'secrets/history/versions',
      'secrets/history/never-written',
      'secrets/history/deleted',
      'secrets/capabilities/claimed',
    ],
  },
]

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function withSortedKeys(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)))
}
