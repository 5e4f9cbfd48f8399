import { registerProvider } from '@dmt-providers/core'
import { expect, it } from 'vitest'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import { runCli } from '../../../cli/src/index.js'
import { providers } from '../../src/index.js'
import { bothKinds, emptyDatabase, firstDatabase, newDatabase } from './databases.js'
import { wholeCatalogue } from './whole-catalogue.js'

for (const provider of providers) registerProvider(provider)

/** Runs the command on the database of a URL. */
async function migrate(url: string, ...options: readonly string[]) {
  const lines: string[] = []
  const say = (line: string) => void lines.push(line)
  const environment = { FLEET: url }
  const code = await runCli(['migrate', '--url-env', 'FLEET', ...options], { environment, out: say, err: say })
  return { code, said: lines.join('\n') }
}

for (const kind of bothKinds) {
  await describeOn(kind, 'dmt-providers migrate', () => {
    it('plans, checks, migrates with progress, and has nothing to do afterwards', async () => {
      const url = await firstDatabase(kind)
      const before = await wholeCatalogue(url)
      for (const option of ['--plan', '--dry-run']) {
        const { code, said } = await migrate(url, option)
        expect(code).toBe(0)
        expect(said).toMatch(/^FLEET:\n {2}devices +to be changed, \d+ steps\n/)
        expect(said).toContain('record 0002-devices-scale')
      }
      expect((await migrate(url, '--check')).code).toBe(3)
      expect(await migrate(url, '--verify')).toMatchObject({
        code: 3,
        said: expect.stringContaining('0002-devices-scale is not in place'),
      })
      expect(await wholeCatalogue(url)).toEqual(before)

      const { code, said } = await migrate(url)
      expect(code).toBe(0)
      expect(said).toMatch(/ {2}devices 1\/\d+ .*done: \d+ steps, verified/s)
      expect(await wholeCatalogue(url)).toEqual(await wholeCatalogue(await newDatabase(kind)))
      expect((await migrate(url)).said).toContain('nothing to do')
      for (const option of ['--check', '--verify']) expect((await migrate(url, option)).code).toBe(0)
    })

    it('says exactly what is missing', async () => {
      const url = await newDatabase(kind)
      await mariadbAt(
        url,
        'alter table profiles drop column user_consent',
        'alter table domains drop index domainsuffix',
        'drop table profiles_wirelessconfigs',
        'alter table devices drop index dmt_devices_hostname',
      )
      const { code, said } = await migrate(url, '--check')
      expect(code).toBe(3)
      for (const missing of [
        'profiles: add user_consent',
        'domains: add the unique key (domain_suffix_key, tenant_id)',
        'create the table profiles_wirelessconfigs',
        'backup: the table profiles_wirelessconfigs was gone and is made empty',
      ]) {
        expect(said).toContain(missing)
      }
      expect((await migrate(url, '--verify')).said).toContain('0002-devices-scale: dmt_devices_hostname is gone')
    })

    it.each<[string, readonly string[], readonly string[]]>([
      [
        'rows that a key would refuse',
        [
          'alter table domains drop index domains_names, drop index domainname',
          `insert into domains (name, domain_suffix, tenant_id) values ('DOM', 'example.org', '')`,
        ],
        ['domains: several rows alike in name, tenant_id (case ignored)', `name='DOM'`, `name='Dom'`],
      ],
      [
        'rows that refer to nothing',
        [
          'alter table profiles drop foreign key profiles_cira_config_name_fk',
          `update profiles set cira_config_name = 'gone'`,
        ],
        ['profiles: rows that refer to nothing in ciraconfigs', `cira_config_name='gone'`],
      ],
      [
        'rows without a value',
        [
          'alter table ieee8021xconfigs modify wired_interface tinyint(1)',
          'update ieee8021xconfigs set wired_interface = null',
        ],
        ['ieee8021xconfigs: rows without a value in wired_interface'],
      ],
      [
        'a column that asks for a value',
        ['alter table devices add column shelf int not null'],
        ['devices: has the required column shelf'],
      ],
      [
        'a table whose names are gone',
        [
          'set foreign_key_checks = 0',
          'alter table proxyconfigs drop primary key, drop index proxyconfigs_names, drop column proxy_config_name_key, drop column proxy_config_name',
        ],
        ['proxyconfigs: lacks the column proxy_config_name', 'backup'],
      ],
      [
        'a type that holds something else',
        ['alter table ciraconfigs modify mps_port double'],
        ['ciraconfigs: the column mps_port is double'],
      ],
      [
        'a migration of a newer release',
        [`insert into dmt_migrations values ('0099-later', 'now')`],
        ['0099-later', 'upgrade the @dmt-providers packages'],
      ],
    ])('is refused for %s, and changes nothing', async (_, statements, said) => {
      const url = await newDatabase(kind)
      // What stands in the way may be in a part that comes after another.
      await mariadbAt(url, 'alter table devices drop column deviceinfo')
      if (statements.some((one) => one.includes('proxyconfigs drop')))
        await mariadbAt(
          url,
          'alter table profiles_proxyconfigs drop foreign key profiles_proxyconfigs_proxy_config_name_fk',
        )
      await mariadbAt(url, ...statements)
      const before = await wholeCatalogue(url)
      const refused = await migrate(url)
      expect(refused.code).toBe(4)
      for (const part of said) expect(refused.said).toContain(part)
      expect(refused.said).not.toContain(new URL(url).password)
      expect(await wholeCatalogue(url)).toEqual(before)
    })

    it('creates what --tables names', async () => {
      const url = await emptyDatabase(kind)
      expect((await migrate(url)).said).toContain('--tables')
      expect((await migrate(url, '--tables', 'records, devices')).code).toBe(0)
      const tables = (await mariadbAt(url, 'show tables')).flatMap((row) => Object.values(row))
      expect(tables).toEqual(expect.arrayContaining(['devices', 'dmt_secrets']))
      expect(tables).not.toContain('profiles')
    })
  })
}
