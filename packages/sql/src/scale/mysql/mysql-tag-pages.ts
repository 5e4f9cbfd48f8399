import { type RawBuilder, sql } from 'kysely'
import { Param } from '../../param.js'
import { tenantParam } from '../../statements/selections.js'
import { sideTables } from '../side-tables.js'
import { keptOfLonger } from './mysql-side-tables.js'

const table = sql.table(sideTables.tags)
const tagParam = (number: number) => new Param(`tag${number}`, 'key')
const page = sql`limit ${new Param('limit', 'count')} offset ${new Param('offset', 'count')}`

/** Tags of one search that have statements of their own for each number of them. */
export const mostTags = 16

/** GUIDs of a page of the devices that have all of so many tags, one or more. */
export function devicesWithAll(count: number): RawBuilder<unknown> {
  const others = Array.from({ length: count - 1 }, (_, index) => {
    const name = sql.ref(`s${index + 2}`)
    return sql` join ${table} as ${name} on ${name}.tenantid = s1.tenantid and ${name}.guid = s1.guid and ${name}.tag = ${tagParam(index + 2)}`
  })
  // Parameters are bound in the order of the text: those of the joins come before those of the condition.
  return sql`select s1.guid from ${table} as s1${sql.join(others, sql``)} where ${ofTenant('s1')} and s1.tag = ${tagParam(1)} order by s1.guid ${page}`
}

/** GUIDs of a page of the devices that have any of so many tags: of each tag at most the rows until its end are read. */
export function devicesWithAny(count: number): RawBuilder<unknown> {
  const each = Array.from(
    { length: count },
    (_, index) =>
      sql`(select s.guid from ${table} as s where ${ofTenant('s')} and s.tag = ${tagParam(index + 1)} order by s.guid limit ${new Param('reach', 'count')})`,
  )
  return sql`select guid from (${sql.join(each, sql` union `)}) as found order by guid ${page}`
}

/**
 * Every tag of a tenant, from one to the next in the index. Only a key of this length may stand for a text that is longer
 * than a key can be.
 */
export const everyTag = sql`select if(char_length(found.tag) = ${sql.lit(keptOfLonger + 65)}, coalesce((select s.whole from ${table} as s where ${ofTenant('s')} and s.tag = found.tag limit 1), found.tag), found.tag) as ${sql.ref('tag')} from (select tag from ${table} where ${sql.ref('tenantid')} = ${tenantParam} group by tag) as found`

function ofTenant(source: string): RawBuilder<unknown> {
  return sql`${sql.ref(`${source}.tenantid`)} = ${tenantParam}`
}
