import { setImmediate } from 'node:timers/promises'
import { type JsonObject, ProviderError, type StoredSecret } from '@dmt-providers/core'
import type { BrokenSecrets } from './broken-secrets.js'

/** Mistakes with values and versions. */
export const brokenValues: readonly BrokenSecrets[] = [
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

function withSortedKeys(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)))
}
