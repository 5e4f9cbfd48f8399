import type { FreshDatabase } from '../../tooling/servers/fresh-database.js'
import { type MemoryResult, type MemoryTask, memoryTasks } from '../src/bulk/memory-work.js'
import { spreadOf } from '../src/spread.js'
import { runProgram } from './run-program.js'

/** What one task takes at two sizes of the fleet. */
export interface MemoryComparison {
  task: MemoryTask
  large: readonly MemoryResult[]
  small: readonly MemoryResult[]
  /** Bytes that the peak at the large fleet is above that at the small one: medians of the runs. */
  growth: number
}

/** Runs every task at both sizes, so many times; each run is a process of its own. */
export async function compareMemory(
  homes: { large: FreshDatabase; small: FreshDatabase },
  sizes: { large: number; small: number },
  runs: number,
  empty: (url: string) => Promise<void>,
): Promise<MemoryComparison[]> {
  const results: MemoryComparison[] = []
  for (const task of memoryTasks) {
    const found: Record<'large' | 'small', MemoryResult[]> = { large: [], small: [] }
    for (let run = 0; run < runs; run++) {
      for (const size of ['small', 'large'] as const) {
        const { url } = homes[size]
        if (task === 'import') await empty(url)
        found[size].push(...(await runProgram<MemoryResult>('measure-memory', { url, devices: sizes[size], task })))
      }
    }
    results.push({ task, ...found, growth: peakOf(found.large) - peakOf(found.small) })
  }
  return results
}

/** The most that was resident, in the median run. */
export function peakOf(results: readonly MemoryResult[]): number {
  return spreadOf(results.map(({ highWater, most }) => highWater ?? most)).median
}
