import type { StorageStore } from '@dmt-providers/core'
import { onTestFinished, vi } from 'vitest'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import { openStore } from '../open-store.js'

/** Two databases with the same devices, one of which has nothing but the hosts' own table. */
export interface BothStores {
  plain: StorageStore
  scaled: StorageStore
  /** URL of the second. */
  url: string
}

/** Stores over two new databases, which `makeDatabase` makes. */
export async function bothStores(makeDatabase: () => Promise<string>): Promise<BothStores> {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  onTestFinished(() => warn.mockRestore())
  const [first, url] = [await makeDatabase(), await makeDatabase()]
  await openStore({ url: first, tables: ['devices'] }).ping()
  await mariadbAt(
    first,
    'drop table dmt_device_tags, dmt_device_counts, dmt_device_connections, dmt_device_changes',
    `delete from dmt_migrations where name = '0002-devices-scale'`,
  )
  return { plain: openStore({ url: first, tables: ['devices'] }), scaled: openStore({ url, tables: ['devices'] }), url }
}
