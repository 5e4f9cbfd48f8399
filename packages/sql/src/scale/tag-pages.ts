import { type RawBuilder, sql } from 'kysely'
import { Param } from '../param.js'
import { tenantParam } from '../statements/selections.js'
import { keyFunction, sideTables } from './side-tables.js'

const table = sql.table(sideTables.tags)
const keyOf = (text: RawBuilder<unknown> | Param) => sql`${sql.ref(keyFunction)}(${text})`
const ofTenant = (source: string) => sql`${sql.ref(`${source}.tenantid`)} = ${tenantParam}`
const limit = sql`${new Param('limit', 'count')}::bigint`
const offset = sql`${new Param('offset', 'count')}::bigint`
const wanted = sql`unnest(${new Param('tags', 'text-list')}::text[]) as wanted (tag)`

/** Tags that are joined; of a search for more, the rest are looked up for each device that has these. */
export const joinedTags = 4

/** GUIDs of a page of the devices that have any of the tags: at most one page is read of each tag. */
export const devicesWithAnyTag = sql`
select distinct found.guid from ${wanted} cross join lateral (
  select s.guid from ${table} as s where ${ofTenant('s')} and s.tag = ${keyOf(sql`wanted.tag`)}
  order by s.guid limit ${limit} + ${offset}) as found
order by found.guid limit ${limit} offset ${offset}`

/** GUIDs of a page of the devices that have `count` tags. */
export function devicesWithAllTags(count: number): RawBuilder<unknown> {
  const joined = Math.min(count, joinedTags)
  const others = Array.from({ length: joined - 1 }, (_, index) => {
    const name = sql.ref(`s${index + 2}`)
    return sql`join ${table} as ${name} on ${name}.tenantid = s1.tenantid and ${name}.guid = s1.guid and ${name}.tag = ${keyOf(tagParam(index + 2))}`
  })
  return sql`
select s1.guid from ${table} as s1 ${sql.join(others, sql` `)}
where ${ofTenant('s1')} and s1.tag = ${keyOf(tagParam(1))}${count > joinedTags ? hasTheRest : sql``}
order by s1.guid limit ${limit} offset ${offset}`
}

const hasTheRest = sql` and not exists (select from ${wanted} where not exists (
  select from ${table} as s where s.tenantid = s1.tenantid and s.tag = ${keyOf(sql`wanted.tag`)} and s.guid = s1.guid))`

function tagParam(number: number): Param {
  return new Param(`tag${number}`, 'text')
}
