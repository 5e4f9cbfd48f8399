import type { StorageStore } from '@dmt-providers/core'
import { onTestFinished } from 'vitest'
import { createMariadb, type MariadbOptions } from '../src/index.js'

/** A store that the running test closes when it ends. */
export function openStore(options: MariadbOptions): StorageStore {
  const store = createMariadb(options)
  onTestFinished(() => store.close())
  return store
}
