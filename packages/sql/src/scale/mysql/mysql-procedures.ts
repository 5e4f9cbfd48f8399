import type { Column, TableModel } from '../../table-model.js'
import { deviceSummaryFields, tableModels } from '../../table-models.js'
import { procedures } from '../procedures.js'
import { changesTable, sideTables } from '../side-tables.js'
import {
  type Change,
  countedDevices,
  foldChanges,
  noteBatch,
  noteChanges,
  noteCleared,
  noteConnection,
} from './mysql-counts.js'
import { type ColumnTypes, keptOfLonger, keyOf, tagsIn, wholeOf } from './mysql-side-tables.js'

/** What the texts of a server are made with. */
export interface ServerTexts {
  readonly types: ColumnTypes
  columnType(column: Column): string
  /** The devices that a variable holds as JSON, as a table named `d`. */
  batchIn(variable: string): string
}

/** A procedure without its name. */
interface Body {
  parameters: readonly string[]
  declarations?: readonly string[]
  statements: readonly string[]
}

const model: TableModel = tableModels.devices
const { tags } = sideTables

/** Newest changes that are left for the next to add up: whoever adds one behind them is not held up. */
const untouched = 64

const columnsOf = (fields: readonly string[]) => fields.flatMap((field) => model.columns[field] ?? [])
const namesOf = (fields: readonly string[]) =>
  columnsOf(fields)
    .map(({ name }) => name)
    .join(', ')
const given = ({ name }: Column) => `p_${name}`

/** Fields that the procedures of one device take, in order. */
export const deviceFields = {
  insert: model.inserted,
  update: [...model.updated, 'guid', 'tenantId'],
  delete: ['guid', 'tenantId'],
} as const

/** The procedures by name, each as its `create procedure`. */
export function mysqlProcedures(texts: ServerTexts): Readonly<Record<string, string>> {
  const bodies: Readonly<Record<string, Body>> = {
    [procedures.fold]: fold,
    [procedures.insert]: insertOne(texts),
    [procedures.update]: updateOne(texts),
    [procedures.delete]: deleteOne(texts),
    [procedures.insertBatch]: insertAll(texts),
    [procedures.insertNewOfBatch]: insertNew(texts),
    [procedures.clearInstance]: clear(texts),
    [procedures.listDeep]: listDeep(texts),
    [procedures.listTags]: everyTag(texts),
    [procedures.findByAllTags]: findByAllTags(texts),
  }
  return Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, procedure(name, body)]))
}

/** It acts with the rights of its caller, whoever made it. */
function procedure(name: string, { parameters, declarations = [], statements }: Body): string {
  const lines = [...declarations.map((one) => `declare ${one}`), ...statements]
  return `create procedure ${name}(${parameters.join(', ')})
  sql security invoker
begin
${lines.map((line) => `  ${line};`).join('\n')}
end`
}

/** Leaves no transaction open behind an error; what ends a call from outside leaves that to its connection. */
const rollBack = 'exit handler for sqlexception begin rollback; resignal; end'

const answer = (count: string) => `select ${count} as affected`

const oneOf = (texts: ServerTexts, fields: readonly string[]) =>
  columnsOf(fields).map((column) => `${given(column)} ${texts.columnType(column)}`)

/** Tags one by one: for the few of a device that takes a third of the time of a table made of their JSON. */
const eachTag = (list: string, action: string) => `set v_place = 0, v_places = json_length(${list});
  while v_place < v_places do
    set v_tag = json_unquote(json_extract(${list}, concat('$[', v_place, ']')));
    ${action};
    set v_place = v_place + 1;
  end while`

const listTag = `insert into ${tags} (tenantid, tag, guid, whole)
      values (p_tenantid, ${keyOf('v_tag')}, p_guid, ${wholeOf('v_tag')})
      on duplicate key update guid = p_guid`

/** By its whole key, which locks a row that is there and nothing beside it. */
const unlistTag = `delete from ${tags} where tenantid = p_tenantid and tag = ${keyOf('v_tag')} and guid = p_guid`

const tagVariables = ({ types }: ServerTexts) => ['v_place, v_places int default 0', `v_tag ${types.text}`]

const earlier = ({ types }: ServerTexts) => [
  'v_found int default 0',
  `v_tags, v_instance ${types.text}`,
  'v_connected tinyint(1)',
]

const thisDevice = 'guid = p_guid and tenantid = p_tenantid'

/** By the index of the tenant a gap would be locked too, and whoever adds a neighbour on another node ends this write. */
const byKey = 'devices force index (primary)'

const holdEarlier = `select 1, tags, mpsinstance, connectionstatus into v_found, v_tags, v_instance, v_connected
    from ${byKey} where ${thisDevice} for update`

const added: Change = { sign: '', devices: 1, instance: 'p_mpsinstance', connected: 'p_connectionstatus' }
const removed: Change = { sign: '-', devices: 1, instance: 'v_instance', connected: 'v_connected' }

function insertOne(texts: ServerTexts): Body {
  return {
    parameters: oneOf(texts, deviceFields.insert),
    declarations: [...tagVariables(texts), rollBack],
    statements: [
      'start transaction',
      `insert into devices (${namesOf(deviceFields.insert)})
    values (${columnsOf(deviceFields.insert).map(given).join(', ')})`,
      eachTag('p_tags', listTag),
      noteChanges(added),
      'commit',
      answer('1'),
    ],
  }
}

function updateOne(texts: ServerTexts): Body {
  const assignments = columnsOf(model.updated).map((column) => `${column.name} = ${given(column)}`)
  return {
    parameters: oneOf(texts, deviceFields.update),
    declarations: [...tagVariables(texts), ...earlier(texts), rollBack],
    statements: [
      'start transaction',
      holdEarlier,
      `if v_found = 1 then
  update ${byKey} set ${assignments.join(', ')}
    where ${thisDevice};
  if not (v_tags <=> p_tags) then
  ${eachTag('v_tags', unlistTag)};
  ${eachTag('p_tags', listTag)};
  end if;
  if not (v_instance <=> p_mpsinstance) then
    ${noteChanges({ ...removed, devices: 0 }, { ...added, devices: 0 })};
  elseif not (v_connected <=> p_connectionstatus) then
    ${noteConnection('p_mpsinstance', 'v_connected', 'p_connectionstatus')};
  end if;
  end if`,
      'commit',
      answer('v_found'),
    ],
  }
}

function deleteOne(texts: ServerTexts): Body {
  return {
    parameters: oneOf(texts, deviceFields.delete),
    declarations: [...tagVariables(texts), ...earlier(texts), rollBack],
    statements: [
      'start transaction',
      holdEarlier,
      `if v_found = 1 then
  delete from devices where ${thisDevice};
  ${eachTag('v_tags', unlistTag)};
  ${noteChanges(removed)};
  end if`,
      'commit',
      answer('v_found'),
    ],
  }
}

/** Adds the rows of a table `d` that meet a condition. */
const insertRows = (from: string) =>
  `insert into devices (${namesOf(Object.keys(model.columns))})
    select ${columnsOf(Object.keys(model.columns))
      .map(({ name }) => `d.${name}`)
      .join(', ')} from ${from}`

/** What somebody removed by hand may have left its tags. */
const listTags = (from: string, types: ColumnTypes, where = '') => `insert into ${tags} (tenantid, tag, guid, whole)
    ${tagRows(from, types, where)}
    on duplicate key update ${tags}.guid = ${tags}.guid`

/** The rows of the tag table that the devices of a table `d` have; `where` follows the table. */
export const tagRows = (from: string, types: ColumnTypes, where = '') =>
  `select distinct d.tenantid, ${keyOf('t.tag')} as tag, d.guid, ${wholeOf('t.tag')} as whole
    from ${from} straight_join ${tagsIn('d.tags', types)} where t.tag is not null${where}`

const batch = ({ types }: ServerTexts) => [`p_rows ${types.text}`]

function insertAll(texts: ServerTexts): Body {
  const rows = texts.batchIn('p_rows')
  return {
    parameters: batch(texts),
    declarations: ['v_count bigint default 0', rollBack],
    statements: [
      'start transaction',
      insertRows(rows),
      'set v_count = row_count()',
      listTags(rows, texts.types),
      ...noteBatch(rows),
      'commit',
      answer('v_count'),
    ],
  }
}

/** Looks for what is there before each step; a device that comes meanwhile ends the call as a duplicate. */
function insertNew(texts: ServerTexts): Body {
  const rows = texts.batchIn('p_rows')
  const isNew = 'not exists (select 1 from devices e where e.guid = d.guid)'
  const news = `${rows} where ${isNew}`
  return {
    parameters: batch(texts),
    declarations: ['v_count bigint default 0', rollBack],
    statements: [
      'start transaction',
      listTags(rows, texts.types, ` and ${isNew}`),
      ...noteBatch(news),
      insertRows(news),
      'set v_count = row_count()',
      'commit',
      answer('v_count'),
    ],
  }
}

/** The index leaves devices of other instances alone, and keeps others from giving it one until this commits. */
function clear({ types }: ServerTexts): Body {
  return {
    parameters: [`p_mpsinstance ${types.text}`],
    declarations: ['v_count bigint default 0', rollBack],
    statements: [
      'start transaction',
      `update devices force index (${instanceIndex}) set mpsinstance = null, connectionstatus = false
    where mpsinstance = p_mpsinstance`,
      'set v_count = row_count()',
      noteCleared('p_mpsinstance'),
      'commit',
      answer('v_count'),
    ],
  }
}

/** Index by which {@link procedures.clearInstance} finds its devices. */
export const instanceIndex = 'dmt_devices_instance'

/** Index of the GUIDs of each tenant. */
export const guidIndex = 'dmt_devices_guid'

/** Of several at once one does it; the others, and whoever would have to wait, leave it. */
const fold: Body = {
  parameters: [],
  declarations: ['v_first, v_last bigint', 'v_free int', 'exit handler for sqlexception rollback'],
  statements: [
    `select min(id), max(id) - ${untouched} into v_first, v_last from ${changesTable}`,
    'start transaction',
    `select count(*) into v_free from ${changesTable} where id = v_first and id <= v_last for update skip locked`,
    `if v_free = 1 then
  ${foldChanges.join(';\n  ')};
  end if`,
    'commit',
  ],
}

/**
 * From one tag to the next in the index, which takes as many steps as there are tags. Only a key of one length may stand
 * for a text that is longer than a key can be. (One query for it all would walk every entry: the planner of MariaDB does
 * not skip within the tags of one tenant.)
 */
function everyTag({ types }: ServerTexts): Body {
  const next = (condition: string) => `(select min(tag) from ${tags} where tenantid = p_tenantid${condition})`
  return {
    parameters: [`p_tenantid ${types.tenant}`],
    declarations: [`v_tag ${types.key}`, `v_found ${types.text} default ''`, rollBack],
    statements: [
      'start transaction read only',
      `set v_tag = ${next('')}`,
      `while v_tag is not null do
    set v_found = concat(v_found, if(v_found = '', '', ','), json_quote(v_tag)), v_tag = ${next(' and tag > v_tag')};
  end while`,
      `select if(char_length(t.tag) = ${keptOfLonger + 65}, coalesce((select s.whole from ${tags} s
      where s.tenantid = p_tenantid and s.tag = t.tag limit 1), t.tag), t.tag) as tag
    from ${tagsIn(`concat('[', v_found, ']')`, types)}`,
      'commit',
    ],
  }
}

/** Tags that are joined; of a search for more, the rest are looked up for each device that has these. */
const joinedTags = 4

/** Entries of the first tag that are searched before it is asked which tag is the rarest. */
const searchedFirst = 400

/** Entries of a tag that are counted to know whether it is rarer than another. */
const counted = 5_000

/**
 * Devices that have all of some tags. What it takes depends on which list is walked. Where all are frequent a page is soon
 * full from the first of them; where it is not, the rarest is looked for, whose list is the shortest. (The planner of
 * MariaDB would walk the whole of a frequent one, and put what it found in order.)
 */
function findByAllTags({ types }: ServerTexts): Body {
  const entries = (tag: string) => `from ${tags} where tenantid = p_tenantid and tag = ${tag}`
  return {
    parameters: [`p_tenantid ${types.tenant}`, `p_tags ${types.text}`, ...pageParameters],
    declarations: [
      'v_place, v_places, v_size, v_least int default 0',
      'v_reach, v_count bigint unsigned default 0',
      `v_tag ${types.text}`,
      `v_leader, ${eachJoined((place) => `v_tag${place}`).join(', ')} ${types.key}`,
      `v_end ${types.guid}`,
      rollBack,
    ],
    statements: [
      'start transaction read only',
      'set v_places = json_length(p_tags), v_reach = p_limit + p_offset',
      ...eachJoined(
        (place) => `set v_tag = json_unquote(json_extract(p_tags, '$[${place}]')), v_tag${place} = ${keyOf('v_tag')}`,
      ),
      'set v_leader = v_tag0',
      `set v_end = (select guid ${entries('v_tag0')} order by guid limit ${searchedFirst}, 1)`,
      eachCount(
        (count) =>
          `select count(*) into v_count from (select 1 from ${withTags(count, types)} and s.guid < v_end limit v_reach) found`,
      ),
      `if v_count < v_reach then
  ${lookForRarest(entries)};
  end if`,
      ...eachJoined((place) => `if v_tag${place} = v_leader then set v_tag${place} = v_tag0; end if`).slice(1),
      eachCount((count) =>
        summaries(`select s.guid from ${withTags(count, types)} order by s.guid limit p_limit offset p_offset`),
      ),
      'commit',
    ],
  }
}

const eachJoined = (text: (place: number) => string) => Array.from({ length: joinedTags }, (_, place) => text(place))

/** One statement for each number of tags; there are two at least. */
function eachCount(statement: (count: number) => string): string {
  const cases = Array.from({ length: joinedTags - 1 }, (_, index) => index + 2)
  return `case v_places
  ${cases.map((count) => `when ${count} then ${statement(count)};`).join('\n  ')}
  else ${statement(joinedTags + 1)};
  end case`
}

/** Entries `s` of the leading tag, of devices that have the other tags too: the first stands where the leader stood. */
function withTags(count: number, types: ColumnTypes): string {
  const joins = eachJoined(
    (place) => `
      straight_join ${tags} s${place} on s${place}.tenantid = p_tenantid and s${place}.tag = v_tag${place} and s${place}.guid = s.guid`,
  )
  const rest = ` and not exists (select 1 from ${tagsIn('p_tags', types)} where not exists (
        select 1 from ${tags} o where o.tenantid = p_tenantid and o.tag = ${keyOf('t.tag')} and o.guid = s.guid))`
  return `${tags} s${joins.slice(1, count).join('')}
      where s.tenantid = p_tenantid and s.tag = v_leader${count > joinedTags ? rest : ''}`
}

/** Makes the one the leader that has the fewest entries. */
const lookForRarest = (entries: (tag: string) => string) => `set v_least = ${counted};
  while v_place < v_places do
    set v_tag = json_unquote(json_extract(p_tags, concat('$[', v_place, ']')));
    set v_tag = ${keyOf('v_tag')};
    set v_size = (select count(*) from (select 1 ${entries('v_tag')} limit ${counted}) few);
    if v_size < v_least then set v_least = v_size, v_leader = v_tag; end if;
    set v_place = v_place + 1;
  end while`

const pageParameters = ['p_limit bigint unsigned', 'p_offset bigint unsigned']

/** The list fields of the devices whose GUIDs a query answers. */
function summaries(guids: string): string {
  const fields = [...deviceSummaryFields, 'deviceInfo'].flatMap((field) =>
    columnsOf([field]).map(({ name }) => `d.${name} as \`${field}\``),
  )
  return `select ${fields.join(', ')} from (
    ${guids}) page
    straight_join devices d on d.guid = page.guid and d.tenantid = p_tenantid order by d.guid`
}

/** The counts say in which part of the fleet the page lies, so that only this part is walked, in the index alone. */
function listDeep({ types }: ServerTexts): Body {
  return {
    parameters: [`p_tenantid ${types.tenant}`, ...pageParameters],
    declarations: ['v_passed bigint unsigned default 0', `v_lowest, v_highest ${types.guid}`, rollBack],
    statements: [
      // Both reads see the same.
      'start transaction read only',
      `select lpad(lower(hex(min(bucket))), 2, '0'), rpad(lpad(lower(hex(max(bucket))), 2, '0'), 36, 'f'),
    coalesce(p_offset - min(reached - devices), 0) into v_lowest, v_highest, v_passed from (
    select bucket, devices, sum(devices) over (order by bucket) as reached from (
      select bucket, sum(devices) as devices from ${countedDevices} group by bucket) held) places
    where reached > p_offset and reached - devices < p_offset + p_limit`,
      summaries(`select guid from devices force index (${guidIndex})
    where tenantid = p_tenantid and guid between v_lowest and v_highest
    order by guid limit p_limit offset v_passed`),
      'commit',
    ],
  }
}
