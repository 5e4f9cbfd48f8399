import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A line that the program printed. */
export type Line = Record<string, unknown>

/** A running program. */
export interface Running {
  readonly process: ChildProcess
  /** What it has printed so far. */
  readonly lines: readonly Line[]
  /** Resolves once it has printed so many lines, or ended. */
  printed(count: number): Promise<void>
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>
}

/** Reads what a process prints, one JSON object a line. */
export function running(child: ChildProcess): Running {
  const lines: Line[] = []
  const waiting = new Set<() => void>()
  const input = child.stdout
  if (input === null) throw new Error('the program has no output')
  createInterface({ input }).on('line', (line) => {
    lines.push(JSON.parse(line))
    for (const look of waiting) look()
  })
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal))
  })
  const printed = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => lines.length >= count && resolve()
      waiting.add(look)
      look()
      void ended.then(() => resolve())
    })
  return { process: child, lines, printed, ended }
}
