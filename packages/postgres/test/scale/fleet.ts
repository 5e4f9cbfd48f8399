/** Tags that the devices of {@link insertFleet} may have; some are as long as a tag may not be in an index. */
export const fleetTags = [
  'office',
  'Office',
  'lab',
  'kiosk',
  'it\'s \\ "quoted", {braced}',
  '',
  'ß🚀',
  `${'long'.repeat(1_000)}a`,
  `${'long'.repeat(1_000)}b`,
] as const

const sqlText = (value: string) => `'${value.replaceAll("'", "''")}'`

/**
 * 6,000 devices of the tenants '', 'north' and 'east', made from their numbers alone: half of the GUIDs begin as those
 * of one vendor do, every tag is on a number of devices of its own, and a third of the devices is connected.
 */
export const insertFleet = `
insert into devices (guid, hostname, friendlyname, tags, mpsinstance, connectionstatus, tenantid, deviceinfo)
select (case when i % 2 = 0 then '4c4c4544' else left(md5('a' || i), 8) end || right(md5('b' || i), 24))::uuid,
  'host-' || i % 50, 'name-' || i % 70,
  case when i % 11 = 0 then null else array(
    select tag from unnest(array[${fleetTags.map(sqlText).join(', ')}]) with ordinality as t (tag, place)
    where i % (place + 1) = 0) end,
  case when i % 3 = 0 then 'mps-' || i % 4 end, case when i % 3 = 0 then true when i % 5 = 0 then null else false end,
  case when i % 7 = 0 then 'north' when i % 13 = 0 then 'east' else '' end, '{"b":1,"a":2}'
from generate_series(1, 6000) as i`
