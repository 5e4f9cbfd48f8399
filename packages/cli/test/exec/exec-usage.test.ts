import { describe, expect, it } from 'vitest'
import { runCli } from '../../src/index.js'
import { cli } from '../cli-run.js'

const store = ['--config', 'file:unused-secret-text']
const behind = ['--', 'true']

describe('dmt-providers exec', () => {
  it('describes its options and exit codes, and leaves the help of its command to that', async () => {
    const { code, out } = await cli(['exec', '--help'])
    expect(code).toBe(0)
    for (const text of ['--stop-timeout <duration>', '-- <command>', '127 the command was not found']) {
      expect(out).toContain(text)
    }
    const started = await cli(['exec', '--service', 'mps', ...store, '--wait', '0s', '--', 'true', '--help'])
    expect(started).toMatchObject({ code: 1, out: '', err: expect.stringContaining('dmt-providers config seed') })
  })

  it.each<[string, readonly string[], string]>([
    ['no service', [...store, ...behind], '--service: is missing; give one of mps, rps, console, router'],
    ['an unknown service', ['--service', 'msp', ...store, ...behind], '--service: is unknown; did you mean'],
    [
      'no store',
      ['--service', 'mps', ...behind],
      'no configuration store: set DMT_CONFIG_URL (or DMT_CONFIG_URL_FILE), or give',
    ],
    [
      'two stores',
      ['--service', 'mps', ...store, '--config-env', 'X', ...behind],
      '--config and --config-env: give one',
    ],
    [
      'a variable that is not set',
      ['--service', 'mps', '--config-env', 'FLEET', ...behind],
      '--config-env: neither FLEET nor FLEET_FILE is set',
    ],
    ['no command', ['--service', 'mps', ...store], 'no command: give the service’s behind --'],
    ['no command behind --', ['--service', 'mps', ...store, '--'], 'no command'],
    ['a command without --', ['--service', 'mps', ...store, 'node', 'x.js'], 'node: put -- before the command'],
    ['no duration', ['--service', 'mps', ...store, '--prove', '10', ...behind], '--prove: 10 is no duration'],
    [
      'no signal',
      ['--service', 'mps', ...store, '--stop-signal', 'SIGNONE', ...behind],
      '--stop-signal: SIGNONE is no signal',
    ],
    [
      'an age of no copy',
      ['--service', 'mps', ...store, '--max-age', '1d', ...behind],
      '--max-age: goes with --last-known-good',
    ],
    [
      'a seed that is not there',
      ['--service', 'mps', ...store, '--seed', 'no-file', ...behind],
      '--seed: the file no-file cannot be read (ENOENT)',
    ],
  ])('refuses %s with code 2, and says what to do', async (_, args, said) => {
    const { code, out, err } = await cli(['exec', ...args])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(said)
    expect(err).not.toContain('secret-text')
  })

  it('starts nothing when it was interrupted before, and ends by that signal', async () => {
    const endings: unknown[] = []
    const code = await runCli(['exec', '--service', 'mps', ...store, ...behind], {
      environment: {},
      out: () => undefined,
      err: () => undefined,
      signal: AbortSignal.abort('SIGINT'),
      endLike: (ending) => endings.push(ending),
    })
    expect({ code, endings }).toEqual({ code: 130, endings: [{ signal: 'SIGINT' }] })
    expect(process.listenerCount('SIGUSR2')).toBe(0)
  })

  it('says it in JSON, too', async () => {
    const { err } = await cli(['exec', '--service', 'mps', '--json', ...behind])
    expect(JSON.parse(err)).toMatchObject({
      level: 'error',
      event: 'failed',
      message: expect.stringContaining('no configuration store'),
    })
  })
})
