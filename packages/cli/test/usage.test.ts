import { describe, expect, it } from 'vitest'
import { cli } from './cli-run.js'

describe('dmt-providers', () => {
  it('lists its commands, and each describes its options and exit codes', async () => {
    const overview = await cli(['--help'])
    expect(overview).toMatchObject({ code: 0, out: expect.stringMatching(/ {2}migrate +brings/) })
    expect((await cli([])).code).toBe(2)
    const help = await cli(['migrate', '--help'])
    expect(help.code).toBe(0)
    for (const text of ['--url-env <NAME>', '--lock-timeout <seconds>', 'Exit codes: 0 ', '130 interrupted']) {
      expect(help.out).toContain(text)
    }
  })

  it('lists the commands of a group, and each describes its arguments and exit codes', async () => {
    const group = await cli(['config', '--help'])
    expect(group).toMatchObject({ code: 0, out: expect.stringMatching(/ {2}config set +sets one key/) })
    expect(group.out).not.toContain('migrate')
    expect((await cli(['config'])).out).toBe(group.out)
    for (const name of ['diff', 'get', 'history', 'rollback', 'seed', 'set', 'unset', 'watch']) {
      const { code, out } = await cli(['config', name, '--help'])
      expect(code).toBe(0)
      for (const said of ['--config-env <NAME>', '--service <service>', 'Exit codes: 0 ', '130 interrupted'])
        expect(out).toContain(said)
    }
    expect((await cli(['config', 'set', '--help'])).out).toMatch(/^ {2}<key> +the key, dotted/m)
  })

  it('prints its version', async () => {
    expect(await cli(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+$/) })
  })

  it.each<[string, readonly string[], string]>([
    ['an unknown command', ['migrat'], 'migrat: unknown command (did you mean migrate?)'],
    ['an unknown option', ['migrate', '--dryrun'], '--dryrun: unknown option, did you mean --dry-run?'],
    ['an argument', ['migrate', 'fleet'], 'fleet: takes no arguments'],
    ['an option without its value', ['migrate', '--url'], '--url: needs <url> behind it'],
    ['an option in place of a value', ['migrate', '--url-env', '--plan'], '--url-env: needs <NAME> behind it'],
    ['a switch with a value', ['migrate', '--plan=yes'], '--plan: takes no value'],
    ['an option that is given twice', ['migrate', '--plan', '--plan'], '--plan: given twice'],
    ['no database', ['migrate'], 'MPS_CONNECTION_STRING'],
    ['two ways to name one', ['migrate', '--url', 'pglite:memory', '--url-env', 'X'], '--url and --url-env'],
    ['a variable that is not set', ['migrate', '--url-env', 'FLEET'], 'neither FLEET nor FLEET_FILE is set'],
    ['unknown tables', ['migrate', '--url', 'pglite:memory', '--tables', 'device'], 'device: give any of devices,'],
    ['two modes', ['migrate', '--url', 'pglite:memory', '--check', '--verify'], '--check and --verify'],
    ['a script without a plan', ['migrate', '--url', 'pglite:memory', '--sql'], '--sql: goes with --plan'],
    [
      'no number of seconds',
      ['migrate', '--url', 'pglite:memory', '--lock-timeout', '1m'],
      '1m is no number of seconds',
    ],
    ['no argument where one is needed', ['config', 'set'], '<key>: is missing'],
    [
      'more arguments than it takes',
      ['config', 'set', 'a', 'b', 'secret-text'],
      'argument 3: takes <key> <value> and no',
    ],
    ['a value that looks like an option', ['config', 'set', 'a', '-b'], '-b: unknown option'],
    ['half a command', ['config'], ''],
    ['an unknown one of a group', ['config', 'sett'], 'config sett: unknown command (did you mean config set?)'],
    [
      'no service',
      ['config', 'get', '--config', 'file:x'],
      '--service: is missing; give one of mps, rps, console, router',
    ],
    ['an unknown service', ['config', 'get', '--service', 'msp'], '--service: is unknown; did you mean mps?'],
    [
      'two stores',
      ['config', 'get', '--service', 'mps', '--config', 'file:x', '--config-env', 'X'],
      'give one of them',
    ],
    ['no file to seed', ['config', 'seed', '--service', 'mps'], '--file: is missing'],
    [
      'a place for secrets without a path',
      ['config', 'seed', '--file', '-', '--secrets-env', 'X'],
      'goes with --secret-path',
    ],
    ['a text that is no URL', ['migrate', '--url', 'secret-text'], 'names no scheme'],
    ['an unknown scheme', ['migrate', '--url', 'postgre://user:secret-text@host/db'], 'did you mean postgres?'],
  ])('refuses %s with code 2, and says what to do', async (_, args, said) => {
    const { code, out, err } = await cli(args)
    expect(code).toBe(2)
    expect(err).toContain(said)
    expect(out + err).not.toContain('secret-text')
  })

  it('asks which database is meant when tables are named and both services have one', async () => {
    const both = { MPS_CONNECTION_STRING: 'pglite:memory', RPS_CONNECTION_STRING: 'pglite:memory' }
    expect(await cli(['migrate', '--tables', 'devices'], both)).toMatchObject({
      code: 2,
      err: expect.stringContaining('choose one by --url-env'),
    })
  })
})
