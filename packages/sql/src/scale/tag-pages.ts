import { type RawBuilder, sql } from 'kysely'
import { Param } from '../param.js'
import { tenantParam } from '../statements/selections.js'
import { anyLimit, anyOffset, limit, offset } from './page-parameters.js'
import { keyFunction, sideTables } from './side-tables.js'

const table = sql.table(sideTables.tags)
const keyOf = (text: RawBuilder<unknown> | Param) => sql`${sql.ref(keyFunction)}(${text})`
const tagParam = (number: number) => new Param(`tag${number}`, 'text')
const ofTenant = (source: string) => sql`${sql.ref(`${source}.tenantid`)} = ${tenantParam}`
const wanted = sql`unnest((select ${new Param('tags', 'text-list')}::text[])) as wanted (tag)`

/** Tags that are joined; of a search for more, the rest are looked up for each device that has these. */
export const joinedTags = 4

/** GUIDs of a page of the devices that have one tag. */
export const devicesWithTag = sql`
select s.guid from ${table} as s where ${ofTenant('s')} and s.tag = (select ${keyOf(tagParam(1))})
order by s.guid limit ${anyLimit} offset ${anyOffset}`

/** GUIDs of a page of the devices that have any of the tags: at most one page is read of each tag. */
export const devicesWithAnyTag = sql`
select distinct found.guid from ${wanted} cross join lateral (
  select s.guid from ${table} as s where ${ofTenant('s')} and s.tag = ${keyOf(sql`wanted.tag`)}
  order by s.guid limit ${anyLimit} + ${anyOffset}) as found
order by found.guid limit ${anyLimit} offset ${anyOffset}`

/** GUIDs of a page of the devices that have `count` tags, two or more. */
export function devicesWithAllTags(count: number): RawBuilder<unknown> {
  const others = Array.from({ length: Math.min(count, joinedTags) - 1 }, (_, index) => {
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
