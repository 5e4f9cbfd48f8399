import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RunningService } from '../src/demo/running-service.js'
import { writeFleetFile } from '../src/fleet/write-fleet-file.js'
import { surroundings } from './fleet-folder.js'
import { runBuilt, startBuilt } from './run-built.js'
import { temporaryFolder } from './temporary-folder.js'

/** More than a fast machine imports before it first tells how far it is. */
const count = 200_000

describe('an import into the embedded database', () => {
  it('that is killed in its middle is completed by another run, with every device once', async () => {
    const where = await surroundings(await temporaryFolder())
    const file = join(where.cwd, 'fleet.ndjson')
    await writeFleetFile(file, { count, seed: 1, broken: 2 })

    const first = startBuilt('import-fleet', [file], where)
    await first.line(/ [1-9]\d*\/\d+ /)
    first.child.kill('SIGKILL')
    expect(await first.ended).toMatchObject({ code: null, signal: 'SIGKILL' })

    const second = await runBuilt('import-fleet', [file], where)
    const [, imported, existing] = /^(\d+) imported, (\d+) there already, 2 left out$/m.exec(second.stdout) ?? []
    expect(second.code).toBe(2)
    expect(Number(imported) + Number(existing)).toBe(count)
    expect(Number(imported)).toBeGreaterThan(0)
    expect(Number(existing)).toBeGreaterThan(0)

    const service = await RunningService.start(where)
    const stats = await service.get('/api/v1/devices/stats')
    await service.stop()
    expect(stats.body).toMatchObject({ totalCount: count })
  }, 300_000)

  it('reports bad lines by number and says so by its exit code', async () => {
    const where = await surroundings(await temporaryFolder())
    const file = join(where.cwd, 'fleet.ndjson')
    await writeFleetFile(file, { count: 3, seed: 1 })
    await appendFile(file, 'no device\n{"guid":"x"}\n')
    const { code, stdout, stderr } = await runBuilt('import-fleet', [file], where)
    expect(stderr).toContain(`${file}:4: is not JSON\n${file}:5: guid: `)
    expect(stdout).toContain('3 imported, 0 there already, 2 left out')
    expect(code).toBe(2)
    const again = await runBuilt('import-fleet', [file], where)
    expect(again.stdout).toContain('0 imported, 3 there already, 2 left out')
  }, 120_000)
})
