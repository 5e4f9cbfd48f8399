import { sql } from 'kysely'
import { tenantParam } from '../statements/selections.js'
import { anyLimit, anyOffset } from './page-parameters.js'
import { sideTables } from './side-tables.js'

/** The lowest or highest GUID whose first byte is the number. */
const guidAt = (bucket: string, digit: '0' | 'f') =>
  sql`(select (lpad(to_hex(${sql.ref(bucket)}::int), 2, '0') || repeat(${sql.lit(digit)}, 30))::uuid from place)`

/**
 * GUIDs of a page far from the first. The counts say in which part of the fleet the page lies, so that only this part
 * is walked. Both ends of it are named, because the planner takes a range with one end for a third of the table.
 */
export const deepPage = sql`
with held as (
  select bucket, sum(devices) as devices from ${sql.table(sideTables.counts)} where ${sql.ref('tenantid')} = ${tenantParam} group by bucket
), places as (
  select bucket, sum(devices) over (order by bucket) as reached,
    sum(devices) over (order by bucket) - devices as passed from held
), place as (
  select min(bucket) as lowest, max(bucket) as highest, min(passed)::bigint as passed from places
  where reached > ${anyOffset} and passed < ${anyOffset} + ${anyLimit}
) select s.guid from devices as s
where ${sql.ref('s.tenantid')} = ${tenantParam} and s.guid between ${guidAt('lowest', '0')} and ${guidAt('highest', 'f')}
order by s.guid limit ${anyLimit} offset ${anyOffset} - (select passed from place)`
