import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readlink, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../../../../tooling/fixtures/temp-folder.js'
import { until } from '../../../../tooling/servers/until.js'
import { atOnce, execRuns, stateOf } from './exec-run.js'

const run = execRuns()
const hour = 3_600_000

describe('files of runs', () => {
  it('that were killed are removed by the next run, and those of runs that live are not', async () => {
    const above = await tempFolder()
    const how = { runFolder: above }
    const [killed, alive] = [await run(how), await run(how)]
    for (const exec of [killed, alive]) exec.send({ document: { hush: 'secret-text' } })
    for (const exec of [killed, alive]) await exec.told(1)
    const gone = once(killed.process, 'exit')
    killed.process.kill('SIGKILL')
    await gone
    expect(await readdir(above)).toHaveLength(2)
    const next = await run(how)
    next.send({})
    const [started] = await next.told(1)
    await next.said(/removed the files of 1 runs that were killed/)
    const [living] = await alive.told(1)
    const folders = [started, living].map((told) => told?.path?.split('/').at(-2))
    expect((await readdir(above)).sort()).toEqual(folders.sort())
  })

  it('are touched only when they are old or of a dead process, of this user, and no link', async () => {
    const above = await tempFolder()
    const here = /\d+/.exec(await readlink('/proc/self/ns/pid').catch(() => '0'))?.[0] ?? '0'
    const place = async (name: string, age: number) => {
      const folder = await mkdtemp(join(above, name))
      await writeFile(join(folder, 'mps.json'), '{}')
      const at = new Date(Date.now() - age)
      await utimes(folder, at, at)
      return folder.slice(above.length + 1)
    }
    const kept = [
      await place(`dmt-exec-${here}-${process.pid}-`, 0),
      await place('dmt-exec-1-999999999-', 0),
      await place('another-', 2 * hour),
    ]
    await place(`dmt-exec-${here}-999999999-`, 0)
    await place('dmt-exec-1-1-', 2 * hour)
    const elsewhere = await tempFolder()
    await writeFile(join(elsewhere, 'kept'), '')
    await symlink(elsewhere, join(above, `dmt-exec-${here}-999999998-link`))
    const exec = await run({ runFolder: above, command: ['true'] })
    exec.send({})
    const { code, err } = await exec.ended
    expect(code).toBe(0)
    expect(err).toContain('removed the files of 2 runs')
    expect((await readdir(above)).sort()).toEqual([...kept, `dmt-exec-${here}-999999998-link`].sort())
    expect(await readdir(elsewhere)).toEqual(['kept'])
  })

  it.skipIf(process.getuid?.() !== 0)('of another user are left alone [as root]', async () => {
    const above = await tempFolder()
    await mkdir(join(above, 'dmt-exec-1-1-other'))
    await promisify(execFile)('chown', ['12345', join(above, 'dmt-exec-1-1-other')])
    await utimes(join(above, 'dmt-exec-1-1-other'), 0, 0)
    const exec = await run({ runFolder: above, command: ['true'] })
    exec.send({})
    await exec.ended
    expect(await readdir(above)).toEqual(['dmt-exec-1-1-other'])
  })

  it('are gone after a crash of the service, a command that is not there, and a signal', async () => {
    for (const command of [
      ['sh', '-c', 'kill -SEGV $$'],
      ['no-such-command-here'],
      ['sh', '-c', 'kill -TERM $PPID; exec sleep 60'],
    ]) {
      const exec = await run({ command })
      exec.send({})
      await exec.ended
      expect(await readdir(exec.folder)).toEqual([])
    }
  })

  it('cannot be written into a folder that is not there: nothing is started', async () => {
    const exec = await run({ runFolder: join(await tempFolder(), 'not', 'there') })
    exec.send({})
    expect(await exec.ended).toMatchObject({ code: 2, err: expect.stringContaining('cannot be written to (ENOENT)') })
  })
})

describe('what others see', () => {
  it('is no secret: not in the list of processes, nor in any line', async () => {
    const exec = await run({ options: [...atOnce, '--json'] })
    exec.send({ document: { jwt_secret: 'canary-value' } })
    const [started] = await exec.told(1)
    exec.send({
      version: '2',
      document: { jwt_secret: 'canary-other', code: 3, endAfterMs: 10 },
      changed: ['jwt_secret'],
    })
    await exec.told(4)
    exec.send({ version: '3', document: { jwt_secret: 'canary-third' } })
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'args'])
    expect(stdout).toContain(exec.folder)
    expect(stdout).not.toContain('canary')
    exec.process.kill('SIGTERM')
    const { err } = await exec.ended
    expect(err).not.toContain('canary')
    const lines = err
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines[0]).toMatchObject({ level: 'info', service: 'mps', event: 'starting', version: '1' })
    expect(lines.map(({ event }) => event)).toContain('refused')
    expect(
      await until('the end', 5_000, async () => ((await stateOf(started?.pid ?? 0)) === 'S' ? undefined : true)),
    ).toBe(true)
  })

  it('are warnings only with --quiet', async () => {
    const exec = await run({ options: [...atOnce, '--quiet'] })
    exec.send({})
    await exec.told(1)
    exec.send({ version: '2', document: { code: 3, endAfterMs: 10 } })
    await exec.told(5)
    exec.process.kill('SIGTERM')
    const { err } = await exec.ended
    expect(err).toMatch(/^dmt-providers: configuration 2 refused: [^\n]*\n$/)
  })
})
