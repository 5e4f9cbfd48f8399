import type { SchemaMigration } from '@dmt-providers/sql'

/** A migration that only tests know: a table and a trigger that notes on it which devices were added. */
export const shelfMigration: SchemaMigration = {
  name: '0009-devices-shelf',
  part: 'devices',
  without: 'nobody knows on which shelf a device lies',
  steps: [
    {
      title: 'a table of shelves',
      sql: 'create table if not exists dmt_shelves (guid uuid primary key, shelf integer)',
    },
    {
      title: 'what puts a device on its shelf',
      sql: `create or replace function dmt_shelve() returns trigger language plpgsql as $$
        begin insert into dmt_shelves values (new.guid, 1); return new; end $$`,
    },
    { title: 'no older trigger', sql: 'drop trigger if exists dmt_shelve on devices' },
    {
      title: 'a trigger for each new device',
      sql: 'create trigger dmt_shelve after insert on devices for each row execute function dmt_shelve()',
    },
    { title: 'a shelf for the devices that are there', sql: 'insert into dmt_shelves select guid, 1 from devices' },
  ],
  applied: `select to_regclass('dmt_shelves') is not null and exists (
    select from pg_trigger where tgrelid = to_regclass('devices') and tgname = 'dmt_shelve') as applied`,
  verify: `select 'devices without a shelf: ' || count(*) as problem
    from devices d where not exists (select from dmt_shelves s where s.guid = d.guid) having count(*) > 0`,
  owns: ['dmt_shelves', 'dmt_shelves_pkey', 'dmt_shelve'],
}
