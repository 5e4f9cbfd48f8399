import type { Column } from './table-model.js'

/** What a parameter holds, so that a dialect knows how to hand it to its driver. */
export type ParamType = Column['type'] | 'count' | 'key' | 'version'

/**
 * A named place in a statement. Kysely carries it through compilation as if it were a value; each call then binds the
 * argument of that name.
 */
export class Param {
  constructor(
    readonly name: string,
    readonly type: ParamType,
  ) {}
}
