import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { urlWith } from '../../../tooling/fixtures/url-with.js'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { blockTable } from '../../postgres/test/block-table.js'
import { historicDatabase } from '../../postgres/test/history/historic-database.js'
import { tablesOf } from '../../postgres/test/history/releases.js'
import { allRows, wholeCatalogue } from '../../postgres/test/history/whole-catalogue.js'
import { openStore } from '../../postgres/test/open-store.js'
import { sqlAt } from '../../postgres/test/sql-at.js'
import { roleOf, tempDatabase } from '../../postgres/test/temp-database.js'
import { builtCli } from './built-cli.js'
import { runnerGate } from './runner-gate.js'

const start = builtCli()
const migrate = (args: readonly string[], variables?: Readonly<Record<string, string>>) =>
  start(['migrate', ...args], variables).ended

/** What a new database consists of. */
async function freshCatalogue(): Promise<readonly string[]> {
  const url = await tempDatabase()
  await openStore({ url }).ping()
  return await wholeCatalogue(url)
}

await describeOn('postgres', 'dmt-providers migrate', () => {
  it('plans, checks, migrates with progress, and has nothing to do afterwards', async () => {
    const url = await historicDatabase(...tablesOf('2.8'))
    const before = [await wholeCatalogue(url), await allRows(url)]
    const variables = { FLEET: url }
    for (const option of ['--plan', '--dry-run']) {
      const { code, out } = await migrate(['--url-env', 'FLEET', option], variables)
      expect(code).toBe(0)
      expect(out).toMatch(/^FLEET:\n {2}devices +to be changed, \d+ steps\n/)
      expect(out).toContain('profiles: add ieee8021x_profile_name (toolkit 2.9)')
    }
    expect((await migrate(['--url-env', 'FLEET', '--check'], variables)).code).toBe(3)
    expect((await migrate(['--url-env', 'FLEET', '--verify'], variables)).code).toBe(3)
    expect([await wholeCatalogue(url), await allRows(url)]).toEqual(before)

    const { code, out, err } = await migrate(['--url-env', 'FLEET'], variables)
    expect(code).toBe(0)
    expect(out).toMatch(/done: \d+ steps, verified/)
    expect(err).toMatch(/configurations 1\/\d+ {2}.* \(\d+\.\d s\)\n/)
    expect(await wholeCatalogue(url)).toEqual(await freshCatalogue())
    expect(await migrate(['--url-env', 'FLEET'], variables)).toMatchObject({
      code: 0,
      out: expect.stringContaining('nothing to do'),
      err: '',
    })
    for (const option of ['--check', '--verify']) {
      expect((await migrate(['--url-env', 'FLEET', option], variables)).code).toBe(0)
    }
  })

  it('takes the databases of the services from their variables, or the files that these name', async () => {
    const [mps, rps] = [await historicDatabase(...tablesOf('2.15')), await historicDatabase(...tablesOf('2.15'))]
    const file = join(await tempFolder(), 'url')
    await writeFile(file, `${rps}\n`)
    const { code, out } = await migrate([], { MPS_CONNECTION_STRING: mps, RPS_CONNECTION_STRING_FILE: file })
    expect(code).toBe(0)
    expect(out).toMatch(/^MPS_CONNECTION_STRING:\n {2}devices.*RPS_CONNECTION_STRING:\n {2}configurations/s)
    expect(out).not.toMatch(/^ {2}devices.*^ {2}devices/ms)
    const names = async (url: string) =>
      (await sqlAt(url, 'select name from dmt_migrations order by 1')).map(({ name }) => name)
    expect(await names(mps)).toEqual(['0001-devices', '0002-devices-scale'])
    expect(await names(rps)).toEqual(['0001-configurations'])
  })

  it('creates what --tables names, sealed records too', async () => {
    const url = await tempDatabase()
    const { code } = await migrate(['--url', url, '--tables', 'records, devices'])
    expect(code).toBe(0)
    expect(Object.keys(await allRows(url))).toEqual(expect.arrayContaining(['devices', 'dmt_secrets']))
    expect((await migrate(['--url', await tempDatabase()])).err).toContain('--tables')
  })

  it('prints a script that leads to the same tables', async () => {
    const url = await historicDatabase(...tablesOf('1.4'))
    const { code, out, err } = await migrate(['--url', url, '--plan', '--sql'])
    expect(code).toBe(0)
    expect(err).toContain('PSK_PASSPHRASE')
    await sqlAt(url, out)
    expect(await wholeCatalogue(url)).toEqual(await freshCatalogue())
    expect((await migrate(['--url', url, '--check'])).code).toBe(0)
  })

  it('answers programs in JSON', async () => {
    const url = await historicDatabase(...tablesOf('2.16'))
    const plan = JSON.parse((await migrate(['--url', url, '--plan', '--json'])).out)
    expect(plan).toMatchObject({ from: '--url', obstacles: [], parts: [{ part: 'devices', found: 'older' }, {}] })
    const result = JSON.parse((await migrate(['--url', url, '--json'])).out)
    expect(result.applied).toHaveLength(plan.parts.flatMap(({ steps }: { steps: unknown[] }) => steps).length)
    expect(JSON.parse((await migrate(['--url', url, '--verify', '--json'])).out)).toMatchObject({ problems: [] })
  })

  it('leaves one result when five run at once, and all of them succeed', async () => {
    const url = await historicDatabase(...tablesOf('1.4'))
    // All five have planned the same steps before the first of them may begin.
    const gate = await runnerGate(url)
    const runs = Array.from({ length: 5 }, () => migrate(['--url', url]))
    await gate.waiting(5)
    await gate.open()
    const ended = await Promise.all(runs)
    expect(ended.map(({ code, err }) => ({ code, failed: err.includes('dmt-providers:') }))).toEqual(
      Array.from({ length: 5 }, () => ({ code: 0, failed: false })),
    )
    expect(await wholeCatalogue(url)).toEqual(await freshCatalogue())
    const recorded = await sqlAt(url, 'select count(*)::int as count from dmt_migrations')
    expect(recorded).toEqual([{ count: 3 }])
  })

  it.each([
    ['is killed', 'SIGKILL', 'SIGKILL'],
    ['is interrupted', 'SIGINT', 130],
  ] as const)(
    'leaves everything as it was when it %s in the middle, and finishes when it runs again',
    async (_, signal, code) => {
      const url = await historicDatabase(...tablesOf('1.5'))
      const before = [await wholeCatalogue(url), await allRows(url)]
      // Whoever makes this table is held up after most of the other steps.
      const blocker = await blockTable(url, 'proxyconfigs')
      const run = start(['migrate', '--url', url, '--tables', 'configurations'])
      await blocker.reached()
      run.process.kill(signal)
      expect((await run.ended).code).toBe(code)
      await blocker.release()
      expect([await wholeCatalogue(url), await allRows(url)]).toEqual(before)
      expect((await migrate(['--url', url])).code).toBe(0)
      expect(await wholeCatalogue(url)).toEqual(await freshCatalogue())
    },
  )

  it('is refused with code 4, naming what is in the way, and changes nothing', async () => {
    const url = await historicDatabase(...tablesOf('2.16'))
    const role = await roleOf(url, 'grant select on all tables in schema public to role')
    for (const option of [['--plan'], ['--check'], []]) {
      const { code, out, err } = await migrate(['--url', role.url, ...option])
      expect(code).toBe(4)
      expect(out + err).toContain(`${role.name} may not alter it`)
      expect(out + err).not.toContain(role.password)
    }
    expect((await sqlAt(url, `select to_regclass('dmt_migrations') as made`))[0]?.made).toBeNull()
  })

  it('gives up on a lock after --lock-timeout seconds with code 1', async () => {
    const url = await historicDatabase(...tablesOf('2.16'))
    const gate = await runnerGate(url)
    const { code, err } = await migrate(['--url', url, '--lock-timeout', '0.2'])
    await gate.open()
    expect(code).toBe(1)
    expect(err).toMatch(/another runner of migrations did not finish within 0\.2 s.*--lock-timeout/)
  })

  it('prints neither a URL nor a password when it cannot connect', async () => {
    const url = urlWith(await tempDatabase(), { username: 'nobody-here', password: 'hush-hush-1' })
    const { code, out, err } = await migrate(['--url', url])
    expect(code).toBe(1)
    expect(err).toMatch(/^dmt-providers: .*\[unauthenticated\]\n$/)
    expect(out + err).not.toMatch(/hush-hush-1|postgres(ql)?:\/\//)
  })
})
