import { expect, it } from 'vitest'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import { bothKinds, type Kind, newDatabase } from './databases.js'
import { migratorAt } from './migrator-at.js'
import { allRows, wholeCatalogue } from './whole-catalogue.js'

const text = (length: number, collation: string) => `varchar(${length}) character set utf8mb4 collate ${collation}`

/** What somebody did to a database, by the titles of the steps that put it right. */
const damages = (kind: Kind, exact: string): readonly [string, readonly string[], readonly string[]][] => [
  [
    'a column that is gone',
    ['alter table profiles drop column uefi_wifi_sync_enabled'],
    ['profiles: add uefi_wifi_sync_enabled'],
  ],
  [
    'a reference that is gone',
    ['alter table profiles drop foreign key profiles_cira_config_name_fk'],
    ['profiles: add the reference (cira_config_name_key, tenant_id) to ciraconfigs'],
  ],
  [
    'a unique key that is gone',
    ['alter table domains drop index domainsuffix'],
    ['domains: add the unique key (domain_suffix_key, tenant_id)'],
  ],
  [
    'a unique key of another name',
    ['alter table domains rename index domainsuffix to suffixes'],
    ['domains: rename the key suffixes to domainsuffix'],
  ],
  [
    'texts of another collation, references and computed columns among them',
    [
      // MariaDB refuses to change what a reference is over, whatever it is told.
      kind === 'mysql'
        ? 'set foreign_key_checks = 0'
        : 'alter table profiles drop foreign key profiles_cira_config_name_fk',
      'alter table ciraconfigs convert to character set utf8mb4 collate utf8mb4_general_ci',
    ],
    [
      ...(kind === 'mysql' ? ['profiles: drop the key (cira_config_name_key, tenant_id)'] : []),
      'ciraconfigs: cira_config_name_key from varchar(256)',
      'profiles: add the reference (cira_config_name_key, tenant_id)',
    ],
  ],
  [
    'texts of a character set without most characters',
    ['alter table devices convert to character set latin1'],
    ['devices: hostname from varchar(256) latin1 latin1_swedish_ci to varchar(256) utf8mb4'],
  ],
  [
    'a text that takes too few characters',
    [`alter table devices modify friendlyname ${text(20, exact)}`],
    [`devices: friendlyname from varchar(20) utf8mb4 ${exact} to varchar(256)`],
  ],
  [
    'a number that takes too few digits, and a time without fractions',
    ['alter table ciraconfigs modify mps_port smallint', 'alter table devices modify lastseen datetime'],
    ['ciraconfigs: mps_port from smallint to int', 'devices: lastseen from datetime to datetime(3)'],
  ],
  [
    'rows without a version',
    ['alter table ciraconfigs drop column row_version'],
    ['ciraconfigs: add row_version, which the database fills'],
  ],
  [
    'versions that stay as they are',
    ['alter table profiles modify row_version datetime(6) not null default current_timestamp(6)'],
    ['profiles: row_version from datetime(6) not null default current_timestamp(6) to'],
  ],
  [
    'a name by which nothing is computed any more',
    [`alter table domains modify name_key ${text(256, exact)}`],
    ['domains: name_key from'],
  ],
  [
    'a computed name that is gone with its keys',
    ['alter table domains drop index domains_names, drop index domainname, drop column name_key'],
    ['domains: add name_key, which the database fills', 'domains: add the unique key (name_key, tenant_id)'],
  ],
  [
    'an engine without transactions',
    ['alter table devices drop index dmt_devices_hostname, drop index dmt_devices_friendlyname, engine = MyISAM'],
    ['devices: keep its rows in InnoDB', 'record 0002-devices-scale'],
  ],
  [
    'values that are required or not the wrong way round',
    [
      'alter table ieee8021xconfigs modify wired_interface tinyint(1)',
      'alter table domains modify expiration_date datetime(3) not null',
    ],
    ['ieee8021xconfigs: a value required in wired_interface', 'domains: no value required in expiration_date'],
  ],
  ['a table that is gone', ['drop table profiles_wirelessconfigs'], ['create the table profiles_wirelessconfigs']],
  ['a record that is gone', ['drop table dmt_migrations'], ['create the table dmt_migrations', 'record 0001-devices']],
  ['a table of a later migration that is gone', ['drop table dmt_device_tags'], ['record 0002-devices-scale']],
  [
    'an index of a later migration that is gone',
    ['alter table devices drop index dmt_devices_hostname'],
    ['record 0002-devices-scale'],
  ],
  [
    'a procedure of a later migration that is gone',
    ['drop procedure dmt_device_insert'],
    ['create the procedure dmt_device_insert'],
  ],
]

for (const kind of bothKinds) {
  const exact = kind === 'mariadb' ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin'
  await describeOn(kind, 'a migration mends', () => {
    it.each(damages(kind, exact))('%s', { timeout: 60_000 }, async (_, statements, titles) => {
      const url = await newDatabase(kind)
      const whole = await wholeCatalogue(url)
      const rows = await allRows(url)
      await mariadbAt(url, ...statements)
      expect(await wholeCatalogue(url)).not.toEqual(whole)
      const migrator = migratorAt(url)
      expect((await migrator.verify()).problems.length).toBeGreaterThan(0)
      const { applied } = await migrator.apply()
      for (const title of titles) {
        expect(applied.map((step) => step.title)).toContainEqual(expect.stringContaining(title))
      }
      expect(await wholeCatalogue(url)).toEqual(whole)
      expect((await migrator.verify()).problems).toEqual([])
      expect(Object.keys(await allRows(url))).toEqual(Object.keys(rows))
      expect((await migrator.apply()).applied).toEqual([])
    })

    it('what a table holds for later migrations, when it is asked to look at rows', async () => {
      const url = await newDatabase(kind)
      await mariadbAt(url, 'delete from dmt_device_tags')
      const migrator = migratorAt(url)
      expect((await migrator.apply()).applied).toEqual([])
      expect((await migrator.verify()).problems).toContainEqual(expect.stringMatching(/^0002-devices-scale: .*missing/))
      await migrator.apply({ thorough: true })
      expect((await migrator.verify()).problems).toEqual([])
    })

    it('nothing of what an operator added, and lists it', async () => {
      const url = await newDatabase(kind)
      await mariadbAt(url, 'alter table devices add column shelf varchar(10), add index shelves (shelf)')
      const { kept } = await migratorAt(url).plan()
      expect(kept).toEqual(
        expect.arrayContaining([
          'column devices.shelf, which no release up to this one has',
          'index shelves of devices, which no release up to this one has',
        ]),
      )
    })
  })
}
