import { readdir, rename, stat, unlink, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { atOnce, type ExecRun, execRuns, isRunning, type Told } from './exec-run.js'

const run = execRuns()

/** Ends the run, and answers what this command said. */
async function ended(exec: ExecRun) {
  exec.process.kill('SIGTERM')
  return await exec.ended
}

const inShort = (events: readonly Told[]) => events.map(({ event, signal }) => signal ?? event)
const starts = (events: readonly Told[]) => events.filter(({ event }) => event === 'started')

describe('a restart of the service', () => {
  it('starts it with a file of its own, and removes that at the end', async () => {
    const exec = await run()
    exec.send({ document: { code: 7, hush: 'secret-text' } })
    const [started] = await exec.told(1)
    expect(started).toMatchObject({ event: 'started', modes: ['700', '600'], document: { hush: 'secret-text' } })
    expect(dirname(dirname(started?.path ?? ''))).toBe(exec.folder)
    const { code, err } = await ended(exec)
    expect(code).toBe(7)
    expect(err).not.toContain('secret-text')
    expect(await readdir(exec.folder)).toEqual([])
  })

  it('comes for a change, once the process before has ended', async () => {
    const exec = await run({ options: atOnce })
    exec.send({ document: { drainMs: 200, level: 'info' } })
    const [started] = await exec.told(1)
    exec.send({ version: '2', document: { level: 'debug' }, changed: ['level'] })
    const events = await exec.told(4)
    expect(inShort(events)).toEqual(['started', 'SIGTERM', 'ended', 'started'])
    expect(events[3]).toMatchObject({ document: { level: 'debug' } })
    await expect(stat(started?.path ?? '')).rejects.toThrow('ENOENT')
    expect((await ended(exec)).err).toMatch(/configuration 2: level changed; restart in 0 s\n.*restarting .*: SIGTERM/)
  })

  it('asks with the signal of --stop-signal', async () => {
    const exec = await run({ options: [...atOnce, '--stop-signal', 'int'] })
    exec.send({})
    await exec.told(1)
    exec.send({ version: '2', document: { a: 1 } })
    expect(inShort(await exec.told(4))).toEqual(['started', 'SIGINT', 'ended', 'started'])
  })

  it('kills a service that ignores it at --stop-timeout, and its children', async () => {
    const exec = await run({ options: [...atOnce, '--stop-timeout', '300ms'] })
    exec.send({ document: { ignored: ['SIGTERM'], child: { ignored: ['SIGTERM'] } } })
    await exec.told(1)
    const [child] = await exec.childTold(1)
    exec.send({ version: '2', document: { a: 1 } })
    expect(inShort(await exec.told(3))).toEqual(['started', 'SIGTERM', 'started'])
    expect(await isRunning(child)).toBe(false)
    expect((await ended(exec)).err).toMatch(/did not end in 0.3 s and was killed/)
  })

  it('waits for the children that the service leaves behind, and asks them too', async () => {
    const exec = await run({ options: atOnce })
    exec.send({ document: { child: { drainMs: 300 } } })
    await exec.told(1)
    const [child] = await exec.childTold(1)
    exec.send({ version: '2', document: { a: 1 } })
    const [, restarted] = starts(await exec.told(4))
    const ofChild = await exec.childTold(3)
    expect(inShort(ofChild)).toEqual(['started', 'SIGTERM', 'ended'])
    expect(ofChild[2]?.at).toBeLessThanOrEqual(restarted?.at ?? 0)
    expect(await isRunning(child)).toBe(false)
    expect(restarted?.document).toEqual({ a: 1 })
  })

  it('kills the children that are left at --stop-timeout', async () => {
    const exec = await run({ options: [...atOnce, '--stop-timeout', '300ms'] })
    exec.send({ document: { child: { ignored: ['SIGTERM'] } } })
    await exec.told(1)
    const [child] = await exec.childTold(1)
    exec.send({ version: '2', document: { a: 1 } })
    await exec.told(4)
    expect(await isRunning(child)).toBe(false)
  })

  it('makes one of a hundred changes in a second, and the newest arrives', async () => {
    const exec = await run({ options: ['--splay', '0s', '--restart-interval', '1s'] })
    exec.send({ document: { number: 0 } })
    await exec.told(1)
    const began = performance.now()
    for (let number = 1; number <= 100; number++) {
      exec.send({ version: `${number}`, document: { number }, changed: ['number'] })
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    const documents = async () => starts(await exec.told(1)).map(({ document }) => document?.number)
    await expect.poll(documents, { timeout: 10_000 }).toContain(100)
    // One at once, and then one a second.
    const allowed = 2 + Math.ceil((performance.now() - began) / 1_000)
    expect((await documents()).length).toBeLessThanOrEqual(allowed)
    expect((await documents()).at(-1)).toBe(100)
    const { err } = await ended(exec)
    expect(err.match(/changed; restart in/g)?.length).toBeLessThanOrEqual(allowed)
  })

  it('waits for a random part of --splay', async () => {
    const exec = await run({ options: ['--splay', '24d'] })
    exec.send({})
    await exec.told(1)
    exec.send({ version: '2', document: { a: 1 }, changed: ['a'] })
    await exec.said(/a changed; restart in \d{3,} s/)
    expect((await ended(exec)).code).toBe(0)
  })

  it('needs none for a change that is taken back, or that the environment hides', async () => {
    const options = ['--splay', '0s', '--restart-interval', '2s']
    const exec = await run({ options, variables: { log_level: 'x' } })
    exec.send({ document: { a: 0 } })
    await exec.told(1)
    exec.send({ version: '2', document: { a: 1 }, variables: { LOG_LEVEL: 'info' } })
    await exec.told(4)
    exec.send({ version: '3', document: { a: 2 } })
    await exec.said(/configuration 3: .* restart in/)
    exec.send({ version: '4', document: { a: 1 }, variables: { LOG_LEVEL: 'debug' } })
    await exec.said(/runs with what the configuration now is/)
    expect((await ended(exec)).err.match(/restarting/g)).toHaveLength(1)
    expect(starts(await exec.told(6))).toHaveLength(2)
  })

  it('is only reported with --no-restart', async () => {
    const exec = await run({ options: [...atOnce, '--no-restart'] })
    exec.send({})
    await exec.told(1)
    exec.send({ version: '2', document: { a: 1 }, changed: ['a', 'b.c'] })
    await exec.said(/configuration 2: a, b\.c changed; .* goes on with the one it was started with/)
    await ended(exec)
    expect(inShort(await exec.told(3))).toEqual(['started', 'SIGTERM', 'ended'])
  })

  it('is put off while its file cannot be written, and the service goes on', async () => {
    const exec = await run({ options: [...atOnce, '--stop-timeout', '5s'] })
    exec.send({})
    const [started] = await exec.told(1)
    // A folder in whose place is a file can be written to by nobody, root included.
    await rename(exec.folder, `${exec.folder}.away`)
    await writeFile(exec.folder, '')
    exec.send({ version: '2', document: { a: 1 } })
    await exec.said(/no restart, the service goes on as it is: --run-folder: .* cannot be written to \(ENOTDIR\)/)
    expect(await isRunning(started)).toBe(true)
    await unlink(exec.folder)
    await rename(`${exec.folder}.away`, exec.folder)
    expect(inShort(await exec.told(4))).toEqual(['started', 'SIGTERM', 'ended', 'started'])
  })

  it('loses no byte of what the services print', async () => {
    const exec = await run({ options: [...atOnce, '--quiet'] })
    exec.send({ document: { flood: 900 } })
    await exec.told(1)
    for (const version of ['2', '3']) {
      await exec.printed(2_000_000)
      exec.send({ version, document: { flood: 900, version } })
      await exec.told(version === '2' ? 4 : 7)
    }
    await exec.printed(2_000_000)
    const { out, err } = await ended(exec)
    expect(err).toBe('')
    const events = await exec.told(9)
    const expected = events.flatMap(({ event, pid, lines = 0 }) =>
      event === 'ended' ? Array.from({ length: lines }, (_, at) => `${pid} ${at} ${'x'.repeat(900)}`) : [],
    )
    expect(out.trimEnd().split('\n').length).toBe(expected.length)
    expect(out === `${expected.join('\n')}\n`).toBe(true)
  })
})

describe('a configuration that the service does not run with', () => {
  const bad = { version: 'bad', document: { endAfterMs: 50, code: 3 } }

  it('is refused, and the one before is used until it changes again', async () => {
    const exec = await run({ options: atOnce })
    exec.send({ version: 'good', document: { a: 1 } })
    await exec.told(1)
    exec.send(bad)
    await exec.said(/configuration bad refused: .* ended with exit code 3 after 0\.\d s; back to good/)
    expect(starts(await exec.told(5)).map(({ document }) => document)).toEqual([{ a: 1 }, bad.document, { a: 1 }])
    exec.send({ ...bad, version: 'as bad' })
    exec.send({ version: 'better', document: { a: 2 } })
    const events = await exec.told(8)
    expect(starts(events).map(({ document }) => document)).toEqual([{ a: 1 }, bad.document, { a: 1 }, { a: 2 }])
    expect((await ended(exec)).code).toBe(0)
  })

  it('is refused when the service ends without an error or by a signal, too', async () => {
    const exec = await run({ options: atOnce })
    exec.send({ version: 'good', document: {} })
    await exec.told(1)
    exec.send({ version: '2', document: { endAfterMs: 50 } })
    await exec.said(/configuration 2 refused: .* exit code 0/)
    const again = (await exec.told(5)).at(-1)
    exec.send({ version: '3', document: { a: 1 } })
    const [died] = (await exec.told(8)).slice(-1)
    expect(died?.pid).not.toBe(again?.pid)
    process.kill(died?.pid ?? 0, 'SIGKILL')
    await exec.said(/configuration 3 refused: .* SIGKILL/)
  })

  it('is not in the way of one that waits already', async () => {
    const exec = await run({ options: ['--splay', '0s', '--restart-interval', '1s'] })
    exec.send({ version: 'good', document: { a: 1 } })
    await exec.told(1)
    exec.send({ version: 'bad', document: { endAfterMs: 300, code: 3 } })
    await exec.told(4)
    exec.send({ version: 'better', document: { a: 2 } })
    await exec.said(/configuration better: .* restart in/)
    await exec.said(/configuration bad refused: .*back to good/)
    expect((await exec.told(8)).at(-1)?.document).toEqual({ a: 2 })
  })

  it('ends this command when the one before does not run either', async () => {
    const exec = await run({ options: atOnce })
    const file = `${exec.record}.bad`
    exec.send({ version: 'good', document: { endsWhenThere: file, code: 5 } })
    await exec.told(1)
    exec.send({ ...bad, document: { ...bad.document, touch: file } })
    expect((await exec.ended).code).toBe(5)
  })

  it('is not told to be good, and one that ran for --prove is', async () => {
    const exec = await run({ options: [...atOnce, '--prove', '1s'] })
    const told: unknown[] = []
    exec.process.on('message', (message) => told.push(message))
    exec.send({ version: 'good', document: { endAfterMs: 2_500 } })
    await exec.told(1)
    exec.send(bad)
    await exec.said(/configuration bad refused/)
    await exec.ended
    expect(told.filter((message) => message !== 'asked')).toEqual([{ proven: 'good' }])
  })

  it('is over for this command once it ran for --prove', async () => {
    const exec = await run({ options: [...atOnce, '--prove', '20ms'] })
    exec.send({})
    await exec.told(1)
    exec.send({ version: '2', document: { endAfterMs: 300, code: 9 } })
    expect((await exec.ended).code).toBe(9)
  })

  it('is replaced by what comes next, and the one that was good is still the one to go back to', async () => {
    const exec = await run({ options: atOnce })
    exec.send({ version: 'good', document: { a: 1 } })
    await exec.told(1)
    exec.send({ version: 'unproven', document: { a: 2 } })
    await exec.told(4)
    exec.send(bad)
    await exec.said(/configuration bad refused: .*back to good/)
    expect((await exec.told(8)).at(-1)?.document).toEqual({ a: 1 })
  })
})

describe('the end of the configuration', () => {
  it('does not end the service', async () => {
    const exec = await run()
    exec.send({})
    await exec.told(1)
    exec.send({ fail: 'the watch is lost' })
    await exec.said(/changes are not watched any more: the watch is lost/)
    expect((await ended(exec)).code).toBe(0)
  })

  it('before the first one ends this command with code 1', async () => {
    const exec = await run()
    exec.send({ fail: 'no store' })
    expect(await exec.ended).toMatchObject({ code: 1, out: '', err: expect.stringContaining('no store') })
  })
})
