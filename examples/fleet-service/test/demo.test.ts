import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { freshDatabase } from '../../../tooling/servers/fresh-database.js'
import { generateDevices } from '../src/fleet/generate-devices.js'
import { fill, surroundings } from './fleet-folder.js'
import { runBuilt, startBuilt } from './run-built.js'
import { temporaryFolder } from './temporary-folder.js'

const run = async (folder: string, ...args: string[]) =>
  await runBuilt('demo', ['--count', '200', '--folder', folder, ...args], { cwd: folder, env: process.env })

describe('the demo', () => {
  it('passes its own checks on the embedded stores, and again on what it left there', async () => {
    const folder = await temporaryFolder()
    const first = await run(folder)
    expect(first.stdout).toContain('200 imported, 0 there already, 3 left out')
    expect(first.stdout).toMatch(/\d+ checks passed, 0 failed\n$/)
    expect(first.code).toBe(0)
    expect((await stat(join(folder, 'secrets.key'))).mode & 0o777).toBe(0o600)
    const second = await run(folder)
    expect(second.stdout).toContain('0 imported, 200 there already, 3 left out')
    expect(second.stdout).toContain('0 records created, 9 there already')
    expect(second.code).toBe(0)
  }, 240_000)

  it('serves on when asked to, until it is interrupted', async () => {
    const folder = await temporaryFolder()
    const args = ['--count', '20', '--folder', folder, '--keep']
    const demo = startBuilt('demo', args, { cwd: folder, env: process.env })
    onTestFinished(() => void demo.child.kill())
    const url = await demo.line(/^Serving on (\S+) until Ctrl-C$/)
    expect((await fetch(url)).status).toBe(200)
    demo.child.kill('SIGINT')
    expect(await demo.ended).toMatchObject({ code: 0, stderr: expect.not.stringContaining('error:') })
    await expect(fetch(url)).rejects.toThrow()
  }, 120_000)

  it('ends with exit code 1 when a check fails', async () => {
    const folder = await temporaryFolder()
    const untagged = [...generateDevices(200, 1)].map((device) => ({ ...device, tags: [] }))
    await fill(await surroundings(folder), untagged)
    const { code, stdout } = await run(folder)
    expect(stdout).toMatch(/FAILED .* AND .*: 0 devices/)
    expect(stdout).toMatch(/\d+ checks passed, 2 failed\n$/)
    expect(code).toBe(1)
  }, 120_000)

  it('refuses an option that it does not know', async () => {
    const { code, stderr } = await run(await temporaryFolder(), '--cuont', '3')
    expect([code, stderr]).toEqual([1, expect.stringContaining("Unknown option '--cuont'")])
  })

  it('tells of a wrong URL at once', async () => {
    const { code, stderr } = await run(await temporaryFolder(), '--storage', 'pglit:./database')
    expect([code, stderr]).toEqual([1, expect.stringContaining('did you mean pglite?')])
  })
})

await describeOn('postgres', 'the demo', () => {
  it('passes its own checks and prints no password', async () => {
    const database = await freshDatabase()
    const { code, stdout, stderr } = await run(await temporaryFolder(), '--storage', database.url)
    await database.drop()
    expect(stderr).not.toContain('error:')
    expect(code).toBe(0)
    expect(stdout).not.toContain(database.url)
  }, 120_000)
})
