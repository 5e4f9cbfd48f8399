import type { PhaseResult } from './phase.js'

/** Several results as one. */
export function merge(results: PhaseResult[]): PhaseResult {
  return {
    rows: results.flatMap(({ rows }) => rows),
    notRun: results.flatMap(({ notRun }) => notRun),
    output: results
      .map(({ output }) => output.trim())
      .filter(Boolean)
      .join('\n\n'),
  }
}
