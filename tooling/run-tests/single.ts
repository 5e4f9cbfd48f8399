import type { PhaseResult } from './phase.js'

/** The result of a check that counts as one test. */
export function single(subject: string, on: string, ok: boolean, output: string): PhaseResult {
  return { rows: [{ subject, on, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }], notRun: [], output }
}
