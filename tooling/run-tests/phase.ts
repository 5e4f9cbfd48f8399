import type { KindName } from '../servers/kinds.js'
import type { Server } from '../servers/server.js'

/** One line of the final matrix: what ran, where, and how it went. */
export interface Row {
  subject: string
  /** The server, runtime or tool it ran on. */
  on: string
  passed: number
  failed: number
  skipped: number
}

/** A suite, test or check that did not run, by name. */
export interface NotRun {
  /** What it belongs to, such as a test file and the suite in it. */
  within?: string
  name: string
  reason: string
}

/** What a phase found; `output` is shown when it failed. */
export interface PhaseResult {
  rows: Row[]
  notRun: NotRun[]
  output: string
}

/** What one phase hands to the later ones. */
export interface Run {
  /** The servers that the run has, by kind. */
  servers: Map<KindName, Pick<Server, 'url' | 'version' | 'how'>>
  /** Environment of the test processes. */
  env: Record<string, string>
  /** Names of the phases that failed. */
  failedPhases: Set<string>
}

/** One phase of `npm test`. */
export interface Phase {
  name: string
  /** Phases whose failure makes this one pointless. */
  needs?: string[]
  run(run: Run): Promise<PhaseResult>
}
