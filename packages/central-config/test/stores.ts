import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConfigStore } from '@dmt-providers/core'
import { createFile } from '@dmt-providers/file'
import { onTestFinished } from 'vitest'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'

/** A configuration store of the test's own, that can go away and come back. */
export interface TestStore {
  readonly store: ConfigStore
  /** Another one on the same values. */
  another(): ConfigStore
  away(): Promise<void>
  back(): Promise<void>
}

/** On files: away means that the folder in which the store's own lies is gone, as a volume that is not mounted. */
export async function testStore(): Promise<TestStore> {
  const folder = await tempFolder()
  const [volume, aside] = [join(folder, 'volume'), join(folder, 'aside')]
  await mkdir(volume)
  const open = () => {
    const store = createFile({ folder: join(volume, 'config'), rescanMs: 100, retries: 0 })
    onTestFinished(() => store.close())
    return store
  }
  return {
    store: open(),
    another: open,
    away: () => rename(volume, aside),
    back: () => rename(aside, volume),
  }
}
