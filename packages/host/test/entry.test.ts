import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installPackages } from './install-packages.js'

/** Imports and constructs an entry, and prints what it took and what it has. */
const program = `
const started = performance.now()
const { default: Provider } = await import(process.argv[2])
const milliseconds = performance.now() - started
const made = new Provider('pglite:memory')
const tables = Object.entries(made).map(([name, table]) => [name, Object.keys(table).length])
const modules = process.moduleLoadList.filter((name) => /NativeModule (http|https|tls|net|crypto|zlib)$/.test(name))
console.log(JSON.stringify({ milliseconds, tables, modules }))
`

const rpsTables = [
  ['ciraConfigs', 6],
  ['domains', 7],
  ['profiles', 8],
  ['wirelessProfiles', 7],
  ['profileWirelessConfigs', 3],
  ['ieee8021xProfiles', 7],
  ['proxyConfigs', 7],
  ['profileProxyConfigs', 3],
]

describe('an entry module, installed without any package that the adapter depends on', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dmt-entry-'))
    await installPackages(['mps', 'rps'], folder)
    await rm(join(folder, 'node_modules/@dmt-providers/core'), { recursive: true, force: true })
    await writeFile(join(folder, 'program.mjs'), program)
  })
  afterAll(() => rm(folder, { recursive: true }))

  it.each([
    ['mps/db', [['devices', 12]]],
    ['mps/secrets', []],
    ['rps/db', rpsTables],
    ['rps/secrets', []],
  ])('%s is imported within 30 ms and constructed at once', async (entry, tables) => {
    const file = join(folder, 'node_modules/@dmt-providers', entry, 'index.js')
    const runs: { milliseconds: number; tables: unknown; modules: string[] }[] = []
    for (let run = 0; run < 5; run += 1) {
      const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'program.mjs'), file])
      runs.push(JSON.parse(stdout))
    }
    expect(runs[0]?.tables).toEqual(tables)
    expect(runs[0]?.modules).toEqual([])
    expect(Math.min(...runs.map(({ milliseconds }) => milliseconds))).toBeLessThan(30)
  })
})
