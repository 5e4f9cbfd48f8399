import type { Column, TableModel } from '../../table-model.js'
import { tableModels } from '../../table-models.js'
import { procedures } from '../procedures.js'
import { changesTable, sideTables } from '../side-tables.js'
import {
  type Change,
  countedOfInstance,
  foldChanges,
  noteBatch,
  noteChanges,
  noteCleared,
  noteConnection,
} from './mysql-counts.js'
import { type Body, columnsOf, procedure, rollBack, type ServerTexts } from './mysql-procedure.js'
import { everyTag, findByAllTags, listDeep } from './mysql-reads.js'
import { type ColumnTypes, keyOf, tagsIn, wholeOf } from './mysql-side-tables.js'

const model: TableModel = tableModels.devices
const { tags } = sideTables

/** Newest changes that are left for the next to add up: whoever adds one behind them is not held up. */
const untouched = 64

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

/**
 * The index leaves devices of other instances alone, and keeps others from giving it one until this commits. What is
 * counted is read before it is written: a table whose counter is held while another is waited for ends both by 1467.
 */
function clear({ types }: ServerTexts): Body {
  return {
    parameters: [`p_mpsinstance ${types.text}`],
    declarations: [
      'v_count, v_held, v_connected bigint default 0',
      'v_end int default 0',
      `v_tenantid ${types.tenant}`,
      `counted cursor for ${countedOfInstance('p_mpsinstance')}`,
      'continue handler for not found set v_end = 1',
      rollBack,
    ],
    statements: [
      'start transaction',
      `update devices force index (${instanceIndex}) set mpsinstance = null, connectionstatus = false
    where mpsinstance = p_mpsinstance`,
      'set v_count = row_count()',
      'open counted',
      'fetch counted into v_tenantid, v_held, v_connected',
      `while v_end = 0 do
    ${noteCleared('p_mpsinstance', 'v_tenantid', 'v_held', 'v_connected')};
    fetch counted into v_tenantid, v_held, v_connected;
  end while`,
      'close counted',
      'commit',
      answer('v_count'),
    ],
  }
}

/** Index by which {@link procedures.clearInstance} finds its devices. */
export const instanceIndex = 'dmt_devices_instance'

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
