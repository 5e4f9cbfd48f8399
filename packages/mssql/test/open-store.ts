import type { StorageStore } from '@dmt-providers/core'
import { onTestFinished } from 'vitest'
import { createMssql, type MssqlOptions } from '../src/index.js'

/** A store that the running test closes when it ends. */
export function openStore(options: MssqlOptions): StorageStore {
  const store = createMssql(options)
  onTestFinished(() => store.close())
  return store
}
