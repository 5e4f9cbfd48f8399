import { deviceSummaryFields } from '../../table-models.js'
import { sideTables } from '../side-tables.js'
import { countedDevices } from './mysql-counts.js'
import { type Body, columnsOf, guidIndex, rollBack, type ServerTexts } from './mysql-procedure.js'
import { type ColumnTypes, keptOfLonger, keyOf, tagsIn } from './mysql-side-tables.js'

const { tags } = sideTables

/**
 * From one tag to the next in the index, which takes as many steps as there are tags. Only a key of one length may stand
 * for a text that is longer than a key can be. (One query for it all would walk every entry: the planner of MariaDB does
 * not skip within the tags of one tenant.)
 */
export function everyTag({ types }: ServerTexts): Body {
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
export function findByAllTags({ types }: ServerTexts): Body {
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
export function listDeep({ types }: ServerTexts): Body {
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
