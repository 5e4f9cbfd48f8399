import { type RawBuilder, sql } from 'kysely'
import { Param } from '../param.js'
import type { SqlDialect } from '../sql-dialect.js'
import { compileStatement } from '../statement.js'
import { compilable } from '../statements/compilable.js'
import { clearInstance, type DeviceStatements, deviceSummaries } from '../statements/device-statements.js'
import { tenantParam } from '../statements/selections.js'
import { deepPage } from './deep-page.js'
import { keyFunction, sideTables } from './side-tables.js'
import { devicesWithAllTags, devicesWithAnyTag, devicesWithTag, joinedTags } from './tag-pages.js'

const { tags, counts, connections } = sideTables

/** The statements for devices in a database that has the migration `0002-devices-scale`. */
export function scaledDeviceStatements(dialect: SqlDialect, plain: DeviceStatements): DeviceStatements {
  const compile = (method: string, query: Parameters<typeof compileStatement>[2]) =>
    compileStatement(`devices.scaled.${method}`, 'devices', query, dialect.encoders)
  const read = (method: string, query: RawBuilder<unknown>) => compile(method, compilable(dialect, query))
  const page = (method: string, guids: RawBuilder<unknown>) =>
    compile(method, deviceSummaries(dialect, sql`devices.guid = any(array(${guids}))`))
  const findByTag = page('findByTag', devicesWithTag)
  const findByAnyTag = page('findByAnyTag', devicesWithAnyTag)
  const withTags = Array.from({ length: joinedTags }, (_, index) => ({
    ...page(`findByAllTags${index + 2}`, devicesWithAllTags(index + 2)),
    // Which of the tags is rare decides in which order they are looked up, by a factor of thousands.
    prepared: false,
  }))
  return {
    ...plain,
    count: read('count', sumOf(counts, 'devices')),
    countConnected: read('countConnected', sumOf(connections, 'connected')),
    listDeep: page('listDeep', deepPage),
    findByAllTags: (count) => withTags[Math.min(count, joinedTags + 1) - 2] ?? findByTag,
    findByAnyTag: () => findByAnyTag,
    listTags: read('listTags', everyTag),
    clearInstance: compile('clearInstance', clearInstance(dialect).where(instanceHolds)),
  }
}

function sumOf(table: string, column: string): RawBuilder<unknown> {
  return sql`select coalesce(sum(${sql.ref(column)}), 0) as "count" from ${sql.table(table)} where ${sql.ref('tenantid')} = ${tenantParam}`
}

/** From one tag to the next in the index, however many devices have each. */
const everyTag = sql`with recursive found as (
  (select tag, whole from ${sql.table(tags)} where ${sql.ref('tenantid')} = ${tenantParam} order by tag limit 1)
  union all
  (select following.tag, following.whole from found cross join lateral (
    select tag, whole from ${sql.table(tags)} as s where ${sql.ref('s.tenantid')} = ${tenantParam} and s.tag > found.tag
    order by tag limit 1) as following)
) select coalesce(whole, tag) as "tag" from found`

/** Spares an instance without devices the walk over the whole table. */
const instanceHolds = sql<boolean>`(select sum(devices) from ${sql.table(connections)}
  where mpsinstance = ${sql.ref(keyFunction)}(${new Param('mpsInstance', 'text')})) > 0`
