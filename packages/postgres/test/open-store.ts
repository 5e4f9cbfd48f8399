import type { StorageStore } from '@dmt-providers/core'
import { onTestFinished } from 'vitest'
import { createPglite, createPostgres, type PgliteOptions, type PostgresOptions } from '../src/index.js'

/** A store that the running test closes when it ends. */
export function openStore(options: PostgresOptions | PgliteOptions): StorageStore {
  const store = 'url' in options ? createPostgres(options) : createPglite(options)
  onTestFinished(() => store.close())
  return store
}
