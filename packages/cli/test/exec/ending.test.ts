import { spawn } from 'node:child_process'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../../../../tooling/fixtures/temp-folder.js'
import { endOf } from '../built-cli.js'
import { execRuns, isRunning, stateOf } from './exec-run.js'

const run = execRuns()

/** How a command ends that a shell becomes. */
async function withoutExec(command: readonly string[], signal?: NodeJS.Signals) {
  const child = spawn('sh', ['-c', 'exec "$@"', 'sh', ...command], { stdio: ['ignore', 'pipe', 'pipe'] })
  if (signal !== undefined) child.stdout.once('data', () => child.kill(signal))
  return await endOf(child)
}

/** How `exec` ends that runs it. */
async function withExec(command: readonly string[], signal?: NodeJS.Signals) {
  const exec = await run({ command, options: ['--quiet'] })
  if (signal !== undefined) exec.process.stdout?.once('data', () => exec.process.kill(signal))
  exec.send({})
  return await exec.ended
}

async function program(text: string, mode = 0o755): Promise<string> {
  const path = join(await tempFolder(), 'program')
  await writeFile(path, text)
  await chmod(path, mode)
  return path
}

describe('the end of the service is the end of exec', () => {
  it.each(['exit 0', 'exit 1', 'exit 3', 'exit 130', 'exit 255', 'echo out; echo err >&2; exit 2'])(
    '%s',
    async (text) => expect(await withExec(['sh', '-c', text])).toEqual(await withoutExec(['sh', '-c', text])),
  )

  it.each(['TERM', 'INT', 'HUP', 'QUIT', 'KILL', 'USR1', 'USR2', 'ALRM', 'PIPE', 'ABRT', 'SEGV', 'XCPU'])(
    'a service that dies of SIG%s',
    async (name) => {
      const command = ['sh', '-c', `kill -${name} $$`]
      const ended = await withExec(command)
      expect(ended.code).toBe(`SIG${name}`)
      expect(ended).toEqual(await withoutExec(command))
    },
  )

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGALRM', 'SIGVTALRM', 'SIGPWR'] as const)(
    'exec that is sent %s, which the service does not handle',
    async (signal) => {
      const command = ['sh', '-c', 'echo here; exec sleep 60']
      const ended = await withExec(command, signal)
      expect(ended.code).toBe(signal)
      expect(ended).toEqual(await withoutExec(command, signal))
    },
  )

  it('is 128 and the signal for a shell', async () => {
    const exec = await run({ command: ['sh', '-c', 'kill -TERM $$'], through: ['sh', '-c', '"$@"; exit $?', 'sh'] })
    exec.send({})
    expect((await exec.ended).code).toBe(143)
  })

  it.each([
    ['a command that is not there', async () => 'no-such-command-here', 127],
    ['a path that is not there', async () => './no/such', 127],
    ['a file that nobody may execute', async () => await program('exit 0', 0o644), 126],
    ['a folder', tempFolder, 126],
    ['a script without a first line that names its program', async () => await program('exit 6'), 6],
  ])('%s', async (_, path, code) => {
    const command = [await path()]
    const { code: without } = await withoutExec(command)
    const ended = await withExec(command)
    expect(ended.code).toBe(code)
    expect(ended.code).toBe(without)
    if (code > 100) expect(ended.err).toContain(`dmt-providers: ${command[0]}: `)
  })
})

it.each([
  ['the reader of its lines is gone', 'exec 4>&1; { "$@" 2>&1 >&4 4>&-; echo "code $?" >&4; } | :'],
  ['the disk for its lines is full', '"$@" 2> /dev/full; echo "code $?"'],
])('exec and its service go on when %s', async (_, script) => {
  const exec = await run({ options: ['--splay', '0s'], through: ['sh', '-c', script, 'sh'] })
  exec.send({})
  const [started] = await exec.told(1)
  exec.send({ version: '2', document: { code: 6 } })
  await exec.told(4)
  process.kill(started?.ppid ?? 0, 'SIGTERM')
  expect((await exec.ended).out).toBe('code 6\n')
})

describe('a signal to exec', () => {
  it.each(['SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH', 'SIGCONT', 'SIGALRM'] as const)(
    '%s is passed on once, and the service lives',
    async (signal) => {
      const exec = await run()
      exec.send({})
      await exec.told(1)
      exec.process.kill(signal)
      expect((await exec.told(2)).at(-1)).toMatchObject({ event: 'signal', signal })
      exec.process.kill('SIGTERM')
      expect((await exec.ended).code).toBe(0)
      expect((await exec.told(4)).map(({ event, signal }) => signal ?? event)).toEqual([
        'started',
        signal,
        'SIGTERM',
        'ended',
      ])
    },
  )

  it('is passed on a second time, and nobody kills the service', async () => {
    const exec = await run()
    exec.send({ document: { ignored: ['SIGTERM'] } })
    const [started] = await exec.told(1)
    for (const count of [2, 3, 4]) {
      exec.process.kill('SIGTERM')
      await exec.told(count)
    }
    exec.process.kill('SIGINT')
    expect((await exec.ended).code).toBe(0)
    expect(await isRunning(started)).toBe(false)
    expect((await exec.told(6)).map(({ event }) => event).at(-1)).toBe('ended')
  })

  it('kills the service after --stop-timeout when that is given', async () => {
    const exec = await run({ options: ['--stop-timeout', '200ms'] })
    exec.send({ document: { ignored: ['SIGTERM'], child: {} } })
    const [[started], [child]] = [await exec.told(1), await exec.childTold(1)]
    exec.process.kill('SIGTERM')
    const { code, err } = await exec.ended
    expect(code).toBe('SIGKILL')
    expect(err).toContain('did not end in 0.2 s and is killed')
    expect([await isRunning(started), await isRunning(child)]).toEqual([false, false])
  })

  it('ends exec by it while there is no configuration yet', async () => {
    const exec = await run()
    await exec.asked
    exec.process.kill('SIGTERM')
    const err = 'dmt-providers: SIGTERM: nothing is started any more\n'
    expect(await exec.ended).toEqual({ code: 'SIGTERM', out: '', err })
  })

  it('ends a service that is being restarted, and no other one is started', async () => {
    const exec = await run({ options: ['--splay', '0s', '--restart-interval', '0s', '--stop-timeout', '30s'] })
    exec.send({ document: { drainMs: 500, code: 4 } })
    await exec.told(1)
    exec.send({ version: '2', document: { a: 1 } })
    await exec.told(2)
    exec.process.kill('SIGTERM')
    expect((await exec.ended).code).toBe(4)
    expect((await exec.told(4)).map(({ event, signal }) => signal ?? event)).toEqual([
      'started',
      'SIGTERM',
      'SIGTERM',
      'ended',
    ])
  })

  it('lets a change wait for ever', async () => {
    const exec = await run({ options: ['--splay', '0s', '--restart-interval', '0s'] })
    exec.send({ document: { drainMs: 400 } })
    await exec.told(1)
    exec.process.kill('SIGTERM')
    await exec.told(2)
    exec.send({ version: '2', document: { a: 1 } })
    const { code, err } = await exec.ended
    expect(code).toBe(0)
    expect(err).not.toContain('restart')
  })

  it('stops the service with exec, and lets both go on', async () => {
    const exec = await run()
    exec.send({})
    const [started] = await exec.told(1)
    const states = async () => [await stateOf(started?.pid ?? 0), await stateOf(exec.process.pid ?? 0)]
    exec.process.kill('SIGTSTP')
    await expect.poll(states, { timeout: 10_000 }).toEqual(['T', 'T'])
    exec.process.kill('SIGCONT')
    await exec.told(2)
    expect(await states()).not.toContain('T')
    exec.process.kill('SIGTERM')
    expect((await exec.ended).code).toBe(0)
  })
})
