import { it } from 'vitest'
import { isSqlServer } from '../../../tooling/servers/mssql/server-version.js'

const noKey = 'its message does not tell the key that exists'
const escaped = 'its openjson answers texts with the escapes of JSON still in them'

/** Cases of the storage suite that an engine which is not SQL Server cannot pass, with what the engine lacks. */
export function storageGaps(version: string): Readonly<Record<string, string>> {
  if (isSqlServer(version)) return {}
  return onEngine(version, {
    'storage/devices/insert-many-duplicate': noKey,
    'storage/devices/insert-many-twice-in-source': noKey,
    'storage/devices/tags-nasty': escaped,
    'storage/devices/insert-many-nasty': escaped,
    'storage/devices/insert-many-like-insert': 'its openjson sorts the keys of JSON and refuses an escaped NUL',
    'storage/errors/no-permission': 'it refuses a create table with a number that stands for any error',
  })
}

function onEngine(version: string, gaps: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(gaps).map(([id, gap]) => [id, `${version}: ${gap}`]))
}

/** `it` for a test that needs SQL Server itself; elsewhere the test is not run, and its title says why. */
export function itUnless(version: string, gap: string): (title: string, test: () => Promise<void>) => void {
  if (version === '' || isSqlServer(version)) return (title, test) => it(title, test)
  return (title) => it.skip(`${title} [not run: ${version}: ${gap}]`, () => {})
}
