import { sql } from 'kysely'

/** Every column has a collation of its own, of code points, so that those of server and database never count. */
export const exactCollation = 'Latin1_General_BIN2'

/** An expression around a value, in a definition and in a query. */
export const around = (before: string, after: string) => ({
  text: (value: string) => `${before}${value}${after}`,
  query: (value: unknown) => sql`${sql.raw(before)}${value}${sql.raw(after)}`,
})

/**
 * What texts are compared by in a key: as they are they would be too long for one, and spaces at their end count for
 * nothing.
 */
export const hash = around(`cast(hashbytes('SHA2_256', `, ') as binary(32))')
