import type { StoredSecret } from '@dmt-providers/core'
import type { BrokenSecrets } from './broken-secrets.js'

/** Mistakes with paths, lists and deletes. */
export const brokenPaths: readonly BrokenSecrets[] = [
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
]

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
