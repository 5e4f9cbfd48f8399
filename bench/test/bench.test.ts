import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { describeOn } from '../../tooling/servers/describe-on.js'
import { freshDatabase } from '../../tooling/servers/fresh-database.js'
import { freshMariadb } from '../../tooling/servers/mariadb/fresh-mariadb.js'
import { benchOptions } from '../command/bench-options.js'
import { type EntryResult, entryResult, foreignModules, shownName } from '../command/entries.js'
import { report } from '../command/report.js'
import { deviceCalls } from '../src/device-calls.js'
import type { CallResult, Effort } from '../src/measure-call.js'
import { measureSubject } from '../src/measure-subject.js'
import { onMariadb } from '../src/on-mariadb.js'
import { onPglite } from '../src/on-pglite.js'
import { onPostgres } from '../src/on-postgres.js'
import { spreadOf } from '../src/spread.js'
import type { Subject } from '../src/subject.js'

const effort: Effort = { sliceSeconds: 0.001, warmUpSeconds: 0, secondsPerCall: 0, leastPairs: 1, mostPairs: 2 }
const names = deviceCalls.map(({ name }) => name)

async function resultsOf(subject: Subject, callers: readonly number[]): Promise<CallResult[]> {
  const results: CallResult[] = []
  for await (const result of measureSubject(subject, callers, effort)) results.push(result)
  return results
}

function expectEveryCall(results: readonly CallResult[], runs: number): void {
  expect(results.map(({ name }) => name)).toEqual(Array.from({ length: runs }, () => names).flat())
  for (const { ours, raw, ratio } of results) {
    expect(ours).toBeGreaterThan(0)
    expect(raw).toBeGreaterThan(0)
    expect(ratio.median).toBeGreaterThan(0)
  }
}

for (const kind of ['mariadb', 'mysql'] as const)
  await describeOn(kind, 'The benchmark', () => {
    it('compares every call with the raw driver, at each number of callers', async () => {
      const database = await freshMariadb(kind)
      const results = await onMariadb(database.url, 200, (subject) => resultsOf(subject, [1, 3]))
      await database.drop()
      expectEveryCall(results, 2)
    }, 120_000)
  })

await describeOn('postgres', 'The benchmark', () => {
  it('compares every call with the raw driver, at each number of callers', async () => {
    const database = await freshDatabase()
    const results = await onPostgres(database.url, 200, (subject) => resultsOf(subject, [1, 3]))
    await database.drop()
    expectEveryCall(results, 2)
  })

  it('refuses to time a side whose answer differs', async () => {
    const database = await freshDatabase()
    const differing = onPostgres(database.url, 200, async (subject) => {
      const statements = new Map(subject.statements)
      const count = statements.get('count')
      const text = 'select 7 as count where $1::text is not null'
      if (count !== undefined) statements.set('count', { ...count, name: 'seven', text })
      return await resultsOf({ ...subject, statements }, [1])
    })
    await expect(differing).rejects.toMatchObject({ code: 'ERR_ASSERTION', actual: 200, expected: 7 })
    await database.drop()
  })
})

describe('The benchmark', () => {
  it('compares every call with PGlite', async () => {
    const results = await onPglite(200, (subject) => resultsOf(subject, [1]))
    expectEveryCall(results, 1)
  }, 120_000)

  it.each(['devices', 'callers', 'seconds', 'pairs', 'imports'])('refuses --%s that is no number', (option) => {
    expect(() => benchOptions([`--${option}`, 'many'])).toThrow(`--${option} is no whole number`)
  })

  it('refuses a product that it does not know, and names those that it does', () => {
    expect(() => benchOptions(['--on', 'oracle'])).toThrow('--on knows no oracle; give some of pglite, postgres')
  })
})

describe('An entry module', () => {
  it('is imported in fresh processes, and what it asks for is listed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dmt-bench-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'index.mjs'), "import './part.mjs'\nimport 'node:fs'\n")
    await writeFile(join(folder, 'part.mjs'), 'globalThis.loaded = true\n')
    const { milliseconds, modules } = await entryResult('it', pathToFileURL(join(folder, 'index.mjs')).href, 2)
    expect(milliseconds.least).toBeGreaterThan(0)
    expect(modules.slice(1).map(shownName)).toEqual(['./part.mjs', 'node:fs'])
  })
})

describe('A spread', () => {
  it('has median, quartiles and ends', () => {
    expect(spreadOf([4, 1, 3, 2, 5])).toEqual({ least: 1, lowerQuartile: 2, median: 3, upperQuartile: 4, most: 5 })
    expect(spreadOf([1, 2]).median).toBe(1.5)
  })
})

describe('The report', () => {
  const ratio = spreadOf([0.9, 1, 1.1])
  const entry: EntryResult = {
    name: 'entry',
    milliseconds: spreadOf([4]),
    imports: 1,
    modules: [
      { specifier: 'file:///somewhere/packages/a/db/index.js', url: '' },
      { specifier: './part.js', url: '' },
      { specifier: 'node:fs', url: '' },
      { specifier: 'vendor-sdk', url: '' },
    ],
  }
  const result = { name: 'get', callers: 64, ours: 9, raw: 10, ratio, pairs: 3 }
  const product = { title: 'Product', raw: 'driver', version: '2', results: [result] }
  const markdown = report({ devices: 100, effort, entries: [entry], products: [product] })

  it('has a row for each call and for each entry', () => {
    expect(markdown).toContain('| get | 64 | 9 | 10 | **1.000** | 0.950–1.050 | 0.900–1.100 | 3 |')
    expect(markdown).toContain('| `entry` | **4.0** | 4.0–4.0 | 4 | 1 | 1 |')
  })

  it('names modules by what is not of one machine, and tells the foreign ones', () => {
    expect(entry.modules.map(shownName)).toEqual(['packages/a/db/index.js', './part.js', 'node:fs', 'vendor-sdk'])
    expect(foreignModules(entry).map(({ specifier }) => specifier)).toEqual(['vendor-sdk'])
  })
})
