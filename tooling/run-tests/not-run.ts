import type { PhaseResult } from './phase.js'

/** The result of a check or suite that could not run: one skipped test, by name. */
export function notRun(name: string, reason: string): PhaseResult {
  return {
    rows: [{ subject: name, on: '', passed: 0, failed: 0, skipped: 1 }],
    notRun: [{ name, reason }],
    output: '',
  }
}
