import type { MigrationObstacle, MigrationStep } from '@dmt-providers/core'
import { byRelease } from './history.js'

/** A look at rows that must find none before a table is changed. */
export interface RowCheck {
  readonly table: string
  /** Answers `row` and `total`. */
  readonly sql: string
  /** What is wrong with them: `rows that are alike in name, tenant_id`. */
  readonly wrong: string
  readonly fix: string
}

/** Steps of one part run in this order, each for all of its tables: nothing is dropped while something rests on it. */
export const phases = ['begin', 'references', 'keys', 'tables', 'record'] as const

/** What is to be done for one part, while it is put together. */
export class PartDraft {
  readonly obstacles: MigrationObstacle[] = []
  readonly kept: string[] = []
  readonly notes: string[] = []
  readonly checks: RowCheck[] = []
  /** Tables that are there and altered. */
  readonly altered = new Set<string>()
  readonly #steps = new Map<(typeof phases)[number], MigrationStep[]>(phases.map((phase) => [phase, []]))
  #oldest: string | undefined

  constructor(private readonly migration: string) {}

  /** Adds a step; `release` is the toolkit's that needed it. */
  add(phase: (typeof phases)[number], title: string, sql: string, release?: string): void {
    const shown = release === undefined ? title : `${title} (toolkit ${release})`
    const steps = this.#steps.get(phase)
    // Type and nullability of a column may be set by one statement.
    if (!steps?.some((step) => step.sql === sql)) steps?.push({ migration: this.migration, title: shown, sql })
    if (release === undefined) return
    if (this.#oldest === undefined || byRelease(release, this.#oldest) < 0) this.#oldest = release
  }

  /** Adds a step that alters a table that is there. */
  alter(table: string, phase: (typeof phases)[number], title: string, sql: string, release?: string): void {
    this.altered.add(table)
    this.add(phase, `${table}: ${title}`, sql, release)
  }

  /** Notes a shape that no release had. */
  refuse(table: string, message: string): void {
    this.obstacles.push({ code: 'unsupported', table, message: `${table}: ${message}` })
  }

  /** Everything to do, in order. */
  get steps(): MigrationStep[] {
    return phases.flatMap((phase) => this.#steps.get(phase) ?? [])
  }

  /** The oldest release of which something is missing. */
  get oldest(): string | undefined {
    return this.#oldest
  }
}
