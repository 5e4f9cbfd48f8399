import type { MigrationObstacle } from '@dmt-providers/core'
import type { FoundSchema } from '../found-schema.js'
import type { PlannedWork } from '../schema-tools.js'
import { lackingRights } from './held-rights.js'

/**
 * What a statement takes, by its first words. Source: "Privileges provided" in the manuals of both servers. To alter a
 * table takes the rights to make and to fill one, because the server does so.
 */
const takes: readonly [RegExp, readonly string[]][] = [
  [/^create table/, ['CREATE']],
  [/references /, ['REFERENCES']],
  [/\balter table/, ['ALTER', 'CREATE', 'INSERT']],
  [/^(create( unique)?|drop) index/, ['INDEX']],
  [/^(create( or replace)?|drop) trigger/, ['TRIGGER']],
  [/^(drop|truncate)( table)?\b(?! (trigger|index|function|procedure))/, ['DROP']],
  [/^create( or replace)? (function|procedure)/, ['CREATE ROUTINE']],
  [/^(drop|create or replace) (function|procedure)/, ['ALTER ROUTINE']],
  [/^lock tables/, ['LOCK TABLES']],
]

/** What every run takes: it reads, records what it did, and keeps other runners away by a row. */
const always = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE'] as const

/** What the user lacks, with the statement that gives it. Rights to the database are asked for, as there are new tables. */
export function mariadbRights({ role, place, grants = [] }: FoundSchema, { steps }: PlannedWork): MigrationObstacle[] {
  const needed = new Set<string>(always)
  for (const { sql } of steps) {
    for (const [pattern, rights] of takes)
      if (pattern.test(sql.toLowerCase())) for (const one of rights) needed.add(one)
  }
  const lacking = lackingRights(grants, [...needed], { database: place, table: '*' })
  if (lacking.length === 0) return []
  const account = role.replace(/^(.*)@(.*)$/s, (_, user: string, host: string) => `${quoted(user)}@${quoted(host)}`)
  const grant = `grant ${lacking.join(', ').toLowerCase()} on \`${place.replaceAll('`', '``')}\`.* to ${account}`
  return [
    {
      code: 'permission-denied',
      table: undefined,
      message: `the user ${account} lacks ${lacking.join(', ')} in the database ${place}; run this as an administrator, or: ${grant}`,
    },
  ]
}

function quoted(name: string): string {
  return `'${name.replaceAll("'", "''")}'`
}
