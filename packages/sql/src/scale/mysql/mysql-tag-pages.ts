import { type RawBuilder, sql } from 'kysely'
import { Param } from '../../param.js'
import { tenantParam } from '../../statements/selections.js'
import { sideTables } from '../side-tables.js'

const table = sql.table(sideTables.tags)
const tagParam = (number: number) => new Param(`tag${number}`, 'key')
const page = sql`limit ${new Param('limit', 'count')} offset ${new Param('offset', 'count')}`

/** Tags of one search that have statements of their own for each number of them. */
export const mostTags = 16

/** GUIDs of a page of the devices that have one tag. */
export const devicesWithTag = sql`select s.guid from ${table} as s where ${ofTenant('s')} and s.tag = ${tagParam(1)} order by s.guid ${page}`

/** GUIDs of a page of the devices that have any of so many tags: of each tag at most the rows until its end are read. */
export function devicesWithAny(count: number): RawBuilder<unknown> {
  const each = Array.from(
    { length: count },
    (_, index) =>
      sql`(select s.guid from ${table} as s where ${ofTenant('s')} and s.tag = ${tagParam(index + 1)} order by s.guid limit ${new Param('reach', 'count')})`,
  )
  return sql`select guid from (${sql.join(each, sql` union `)}) as found order by guid ${page}`
}

function ofTenant(source: string): RawBuilder<unknown> {
  return sql`${sql.ref(`${source}.tenantid`)} = ${tenantParam}`
}
