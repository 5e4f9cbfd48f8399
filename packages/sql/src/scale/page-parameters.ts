import { sql } from 'kysely'
import { Param } from '../param.js'

/** How many rows a page has. */
export const limit = sql`${new Param('limit', 'count')}::bigint`

/** How many rows come before it. */
export const offset = sql`${new Param('offset', 'count')}::bigint`

/**
 * A limit hidden from the planner. One that it sees would make a plan for its value look so much cheaper than one for
 * all values that the server plans at every call, which takes longer than the call itself.
 */
export const anyLimit = sql`(select ${limit})`

/** An offset hidden from the planner, as {@link anyLimit}. */
export const anyOffset = sql`(select ${offset})`
