import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { hash } from '../../dialects/mssql-texts.js'
import { Param } from '../../param.js'
import type { SqlDialect } from '../../sql-dialect.js'
import { compileStatement } from '../../statement.js'
import { compilable } from '../../statements/compilable.js'
import { clearInstance, type DeviceStatements, deviceSummaries } from '../../statements/device-statements.js'
import { fieldParam, tenantParam } from '../../statements/selections.js'
import type { TableModel } from '../../table-model.js'
import { tableModels } from '../../table-models.js'
import { sideTables } from '../side-tables.js'
import { joinedTags } from '../tag-pages.js'
import { exactly } from './mssql-keys.js'

const model: TableModel = tableModels.devices
const tagTable = sql.table(sideTables.tags)
const [limit, offset, reach] = [new Param('limit', 'count'), new Param('offset', 'count'), new Param('reach', 'count')]

const tagParam = (number: number) => hash.query(new Param(`tag${number}`, 'text'))
const tenant = hash.query(tenantParam)
const ofTenant = (source: string) => sql`${sql.ref(`${source}.tenantid_key`)} = ${tenant}`
const onePage = sql`offset ${offset} rows fetch next ${limit} rows only`

/** The statements for devices in a database that has the migration `0002-devices-scale`. */
export function mssqlScaledStatements(dialect: SqlDialect, plain: DeviceStatements): DeviceStatements {
  const compile = (method: string, query: Parameters<typeof compileStatement>[2]) =>
    compileStatement(`devices.scaled.${method}`, 'devices', query, dialect.encoders)
  const read = (method: string, query: RawBuilder<unknown>) => compile(method, compilable(dialect, query))
  const page = (method: string, guids: RawBuilder<unknown>) =>
    compile(method, deviceSummaries(dialect, sql<SqlBool>`devices.guid in (${guids})`))
  const findByAnyTag = page('findByAnyTag', devicesWithAnyTag)
  const withTags = Array.from({ length: joinedTags + 1 }, (_, index) =>
    page(`findByAllTags${index + 1}`, devicesWithAllTags(index + 1)),
  )
  const found = sql<SqlBool>`mpsinstance_key = ${hash.query(fieldParam(model, 'mpsInstance'))}`
  return {
    ...plain,
    count: read('count', sumOf(sideTables.counts, 'devices')),
    countConnected: read('countConnected', sumOf(sideTables.connections, 'connected')),
    listDeep: page('listDeep', deepPage),
    findByAllTags: (count) => withTags[Math.min(count, joinedTags + 1) - 1] ?? plain.findByAllTags(count),
    findByAnyTag: () => findByAnyTag,
    listTags: read('listTags', everyTag),
    clearInstance: compile('clearInstance', clearInstance(dialect).where(found)),
  }
}

function sumOf(table: string, column: string): RawBuilder<unknown> {
  return sql`select coalesce(sum(${sql.ref(column)}), 0) as ${sql.ref('count')} from ${sql.table(table)} where ${sql.ref('tenantid_key')} = ${tenant}`
}

/** GUIDs of a page of the devices that have `count` tags; more than so many are looked up for each that has these. */
function devicesWithAllTags(count: number): RawBuilder<unknown> {
  const others = Array.from({ length: Math.min(count, joinedTags) - 1 }, (_, index) => {
    const name = sql.ref(`s${index + 2}`)
    return sql` inner join ${tagTable} ${name} on ${name}.tenantid_key = s1.tenantid_key and ${name}.guid = s1.guid and ${name}.tag_key = ${tagParam(index + 2)}`
  })
  return sql`select s1.guid from ${tagTable} s1${sql.join(others, sql``)} where ${ofTenant('s1')} and s1.tag_key = ${tagParam(1)}${count > joinedTags ? hasTheRest : sql``} order by s1.guid ${onePage}`
}

const wanted = sql`(select ${hash.query(sql.raw(`value ${exactly}`))} as tag_key from openjson(${new Param('tags', 'text-list')})) wanted`

const hasTheRest = sql` and not exists (select 1 from ${wanted} where not exists (select 1 from ${tagTable} s where s.tenantid_key = s1.tenantid_key and s.tag_key = wanted.tag_key and s.guid = s1.guid))`

/** GUIDs of a page of the devices that have any of the tags: of each tag at most the rows until its end are read. */
const devicesWithAnyTag = sql`select distinct found.guid from ${wanted} cross apply (select top (${reach}) s.guid from ${tagTable} s where ${ofTenant('s')} and s.tag_key = wanted.tag_key order by s.guid) found order by found.guid ${onePage}`

/** GUIDs of a page far from the first. The counts say in which part of the fleet it lies, and only this part is walked. */
const deepPage = sql`select guid from (
  select s.guid, place.passed, row_number() over (order by s.guid) as number from devices s cross join (
    select min(bucket) as lowest, max(bucket) as highest, min(passed) as passed from (
      select bucket, sum(devices) over (order by bucket rows unbounded preceding) as reached,
        sum(devices) over (order by bucket rows unbounded preceding) - devices as passed from (
        select bucket, sum(devices) as devices from ${sql.table(sideTables.counts)} where ${sql.ref('tenantid_key')} = ${tenant} group by bucket) held) places
    where reached > ${offset} and passed < ${reachOfPage()}) place
  where ${ofTenant('s')} and s.guid >= place.lowest and s.guid < place.highest + 'g') walked
where number > ${offset} - passed and number <= ${reachOfPage()} - passed`

function reachOfPage(): RawBuilder<unknown> {
  return sql`(${offset} + ${limit})`
}

/** From one tag to the next in the index, however many devices have each. */
const everyTag = sql`declare @tenant binary(32) = ${tenant}, @last binary(32) = 0x, @next binary(32), @tag nvarchar(max);
declare @found table (tag nvarchar(max) ${sql.raw(exactly)});
while 1 = 1 begin
  set @next = null;
  select top (1) @next = tag_key, @tag = tag from ${tagTable} where tenantid_key = @tenant and tag_key > @last order by tag_key;
  if @next is null break;
  insert into @found values (@tag);
  set @last = @next;
end;
select tag as "tag" from @found`
