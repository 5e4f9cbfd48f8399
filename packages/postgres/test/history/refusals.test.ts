import type { MigrationPart } from '@dmt-providers/core'
import { expect, it } from 'vitest'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { openStore } from '../open-store.js'
import { sqlAt } from '../sql-at.js'
import { roleOf, tempDatabase } from '../temp-database.js'
import { historicDatabase } from './historic-database.js'
import { openMigratorAt } from './open-migrator.js'
import { tablesOf } from './releases.js'
import { guids } from './sample-rows.js'
import { allRows, rowVersions, wholeCatalogue } from './whole-catalogue.js'

/** Migrates, which must be refused with nothing changed, and answers the error. */
async function refused(url: string, as = url, parts?: readonly MigrationPart[]): Promise<unknown> {
  const whole = async () => [await wholeCatalogue(url), await allRows(url), await rowVersions(url)]
  const before = await whole()
  const error: unknown = await openMigratorAt(as, parts)
    .apply()
    .catch((thrown: unknown) => thrown)
  expect(await whole()).toEqual(before)
  return error
}

await describeOn('postgres', 'a migration is refused, with nothing changed,', () => {
  it.each<[string, string, readonly string[], { code: string; said: readonly string[] }]>([
    [
      'domain suffixes that differ in case alone',
      '2.0',
      [
        'alter table domains drop constraint domainsuffix',
        'drop index lower_name_suffix_idx',
        `insert into domains (name, domain_suffix, tenant_id) values ('Second', 'EXAMPLE.COM', '')`,
      ],
      {
        code: 'conflict',
        said: [
          'domains:',
          `domain_suffix='Example.com'`,
          `domain_suffix='EXAMPLE.COM'`,
          `name='Second'`,
          `tenant_id=''`,
          'rename or delete',
        ],
      },
    ],
    [
      'domain names that were unique with their suffix alone',
      '2.11',
      [
        'alter table domains drop constraint domains_pkey',
        `insert into domains (name, domain_suffix, tenant_id) values ('DOM', 'example.org', '')`,
      ],
      { code: 'conflict', said: ['domains:', 'alike in name, tenant_id', `name='Dom'`, `name='DOM'`] },
    ],
    [
      'devices without a tenant',
      '2.7',
      [
        'alter table devices drop constraint devices_pkey, alter column tenantid drop not null',
        `update devices set tenantid = null where guid = '${guids[1]}'`,
      ],
      {
        code: 'conflict',
        said: ['devices:', guids[1], `update devices set tenantid = '' where tenantid is null`],
      },
    ],
    [
      'profiles that refer to a configuration which is gone',
      '2.8',
      [
        'alter table profiles drop constraint profiles_cira_config_name_tenant_id_fkey',
        `delete from ciraconfigs where tenant_id = 'other'`,
      ],
      {
        code: 'conflict',
        said: ['profiles:', 'nothing in ciraconfigs', `cira_config_name='cira'`, `tenant_id='other'`],
      },
    ],
    [
      'a required column that no release had',
      '2.28',
      [
        `alter table devices add column shelf integer not null default 1`,
        'alter table devices alter column shelf drop default',
      ],
      { code: 'unsupported', said: ['devices:', 'shelf', 'newer release', 'drop not null'] },
    ],
    [
      'a type that no release had',
      '2.28',
      ['alter table devices alter column connectionstatus type text using connectionstatus::text'],
      { code: 'unsupported', said: ['devices:', 'connectionstatus is text', 'boolean'] },
    ],
    [
      'a primary key that no release had',
      '2.28',
      ['alter table devices drop constraint devices_pkey, add constraint devices_pkey primary key (guid)'],
      { code: 'unsupported', said: ['devices:', 'primary key (guid)', '(guid, tenantid)'] },
    ],
    [
      'a reference that deletes by itself',
      '2.28',
      [
        'alter table profiles_wirelessconfigs drop constraint profiles_wirelessconfigs_profile_name_tenant_id_fkey',
        `alter table profiles_wirelessconfigs add foreign key (profile_name, tenant_id)
           references profiles (profile_name, tenant_id) on delete cascade`,
      ],
      {
        code: 'unsupported',
        said: ['profiles_wirelessconfigs:', 'profiles_wirelessconfigs_profile_name_tenant_id_fkey'],
      },
    ],
    [
      'a table that is gone and that every release had',
      '2.28',
      ['drop table domains'],
      { code: 'unsupported', said: ['domains:', 'missing', 'backup'] },
    ],
    [
      'a table of somebody else that rests on a key which must go',
      '1.5',
      ['create table notes (profile citext references profiles (profile_name))'],
      { code: 'unsupported', said: ['profiles:', 'notes_profile_fkey', 'notes', 'drop that one first'] },
    ],
    [
      'a migration of a later release',
      '2.28',
      [
        'create table dmt_migrations (name varchar(200) primary key, applied_at varchar(30) not null)',
        `insert into dmt_migrations values ('0007-devices-by-shelf', '')`,
      ],
      { code: 'unsupported', said: ['newer', '0007-devices-by-shelf', 'upgrade'] },
    ],
  ])('for %s', async (_, release, changes, { code, said }) => {
    const url = await historicDatabase(...tablesOf(release))
    await sqlAt(url, ...changes)
    const error = await refused(url)
    expect(error).toMatchObject({ code, retryable: false })
    for (const text of said) expect(String(error)).toContain(text)
  })

  it('for a role that does not own the tables, naming owner and remedy', async () => {
    const url = await historicDatabase(...tablesOf('2.16'))
    const role = await roleOf(url, 'grant select, insert, update, delete on all tables in schema public to role')
    const error = await refused(url, role.url)
    expect(error).toMatchObject({ code: 'permission-denied' })
    expect(String(error)).toMatch(new RegExp(`devices: belongs to the role \\w+, and ${role.name} may not alter it`))
    expect(String(error)).toContain(`to ${role.name}`)
  })

  it('for a role that owns the tables and may not create others', async () => {
    const url = await historicDatabase(...tablesOf('2.18'))
    const role = await roleOf(
      url,
      'revoke create on schema public from public',
      `do $$ declare t text; begin for t in select tablename from pg_tables where schemaname = 'public'
         loop execute 'alter table ' || t || ' owner to role'; end loop; end $$`,
    )
    const error = await refused(url, role.url)
    expect(error).toMatchObject({ code: 'permission-denied' })
    expect(String(error)).toContain(`grant create on schema public to ${role.name}`)
  })

  it('when a statement fails in the middle', async () => {
    const url = await historicDatabase(...tablesOf('1.4'))
    await sqlAt(url, 'create view names as select mpsusername from devices')
    expect(String(await refused(url))).toMatch(
      /used by a view.*step \d+ of devices: .*; nothing of devices was changed/,
    )
  })

  it('when the outcome would not be that of a new database', async () => {
    const url = await historicDatabase(...tablesOf('2.18'))
    // PostgreSQL gives a key another name when its own is taken.
    await sqlAt(url, 'create table proxyconfigs_pkey (taken boolean)')
    expect(await refused(url, url, ['configurations'])).toMatchObject({
      message: expect.stringMatching(/nothing of configurations was changed.*would not be right.*proxyconfigs_pkey/),
    })
  })

  it('for an empty database when no tables are named', async () => {
    expect(await refused(await tempDatabase())).toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('devices, configurations, records'),
    })
  })
})

await describeOn('postgres', 'a migration leaves alone', () => {
  it('columns, indexes and triggers of the operator, and says so', async () => {
    const url = await historicDatabase(...tablesOf('2.18'))
    await sqlAt(
      url,
      'alter table devices add column asset text',
      'create index devices_by_asset on devices (asset)',
      'alter table devices alter column hostname type varchar(300)',
      'create function noted() returns trigger language plpgsql as $$ begin return new; end $$',
      'create trigger noted before update on devices for each row execute function noted()',
    )
    const { kept } = await openMigratorAt(url).apply()
    for (const name of ['devices.asset', 'devices_by_asset', 'noted', 'devices.hostname']) {
      expect(kept).toContainEqual(expect.stringContaining(name))
    }
    expect((await openMigratorAt(url).verify()).problems).toEqual([])
    expect(await sqlAt(url, 'select asset from devices')).toHaveLength(2)
  })

  it('a service that has the tables open: it waits for its transaction, and gives up in time', async () => {
    const url = await historicDatabase(...tablesOf('2.16'))
    const [{ default: pg }, migrator] = [await import('pg'), openMigratorAt(url)]
    const holder = new pg.Client({ connectionString: url })
    await holder.connect()
    try {
      await holder.query('begin')
      await holder.query('select from devices')
      await expect(migrator.apply({ lockTimeoutMs: 200 })).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringMatching(
          /devices did not finish within 0\.2 s; nothing of devices was changed.*--lock-timeout/,
        ),
      })
      const waiting = migrator.apply({ lockTimeoutMs: 60_000 })
      await holder.query('rollback')
      expect((await waiting).applied.length).toBeGreaterThan(0)
    } finally {
      await holder.end()
    }
  })

  it('an older database when it is opened by a store, which names the command', async () => {
    const url = await historicDatabase(...tablesOf('2.17'))
    await expect(openStore({ url }).ping()).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('npx dmt-providers migrate'),
    })
  })
})
