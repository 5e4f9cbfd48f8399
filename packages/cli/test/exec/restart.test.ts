import { readdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { atOnce, execRuns } from './exec-run.js'

const run = execRuns()

describe('dmt-providers exec', () => {
  it('starts the service with a file of its own, and removes that at the end', async () => {
    const exec = await run()
    exec.send({ document: { code: 7, hush: 'secret-text' } })
    const [started] = await exec.told(1)
    expect(started).toMatchObject({ event: 'started', modes: ['700', '600'], document: { hush: 'secret-text' } })
    expect(dirname(dirname(started?.path ?? ''))).toBe(exec.folder)
    exec.process.kill('SIGTERM')
    const { code, err } = await exec.ended
    expect(code).toBe(7)
    expect(err).not.toContain('secret-text')
    expect(await readdir(exec.folder)).toEqual([])
  })

  it('restarts it for a change, once the one before has ended', async () => {
    const exec = await run({ options: atOnce })
    exec.send({ document: { drainMs: 200, level: 'info' } })
    const [started] = await exec.told(1)
    exec.send({ version: '2', document: { level: 'debug' }, changed: ['level'] })
    const events = await exec.told(4)
    expect(events.map(({ event, signal }) => signal ?? event)).toEqual(['started', 'SIGTERM', 'ended', 'started'])
    expect(events[3]).toMatchObject({ document: { level: 'debug' } })
    await expect(stat(started?.path ?? '')).rejects.toThrow('ENOENT')
    exec.process.kill('SIGTERM')
    expect((await exec.ended).err).toMatch(/configuration 2: level changed; restart in 0 s\n.*restarting .*: SIGTERM/)
  })
})
