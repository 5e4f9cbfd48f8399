import type { ConfigStore } from '@dmt-providers/core'
import { openConfig } from '@dmt-providers/core'
import type { Tell } from './bare-client.js'
import { openBare } from './open-bare.js'

/** Which of the two is measured. */
export type SideName = 'ours' | 'bare'

/** One of the two, with as many watches as are asked for. */
export interface WatchSide {
  /** Begins a watch; resolves once every change from now on is told. */
  watch(prefix: string, tell: Tell): Promise<void>
  close(): Promise<void>
}

/** Opens one side on a store. */
export async function openSide(name: SideName, url: string): Promise<WatchSide> {
  if (name === 'bare') return openBare(url)
  const store = await openConfig(url)
  return { watch: (prefix, tell) => reading(store, prefix, tell), close: () => store.close() }
}

/** Reads a watch to its end; resolves once it has begun. */
async function reading(store: ConfigStore, prefix: string, tell: Tell): Promise<void> {
  const watch = store.watch(prefix)
  await watch.next()
  const read = async () => {
    for await (const entries of watch) tell((expected) => entries.some(({ value }) => value === expected))
  }
  void read()
}
