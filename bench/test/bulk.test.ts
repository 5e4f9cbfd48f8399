import { expect, it, onTestFinished } from 'vitest'
import { describeOn } from '../../tooling/servers/describe-on.js'
import { type FreshDatabase, freshDatabase } from '../../tooling/servers/fresh-database.js'
import { compareMemory } from '../bulk/compare-memory.js'
import { compareRates, schemas } from '../bulk/compare-rates.js'
import { emptyDevices } from '../bulk/empty-devices.js'
import { bulkReport } from '../bulk/report.js'

const sizes = { large: 2_500, small: 500 }

async function ownDatabase(): Promise<FreshDatabase> {
  const database = await freshDatabase()
  onTestFinished(() => database.drop())
  return database
}

await describeOn('postgres', 'The benchmark of many devices', () => {
  it('compares an import with COPY on both tables, and reports it', async () => {
    const rates = [await compareRates(schemas[0], 250, 100), await compareRates(schemas[1], 250, 100)]
    for (const { ours, raw, ratio, pairs } of rates) {
      expect([ours > 0, raw > 0, ratio.median > 0, pairs]).toEqual([true, true, true, 3])
    }
    const markdown = bulkReport({ server: '15', ...sizes, slice: 100, rates, memory: [] })
    expect(markdown).toContain(`| ${schemas[0]} | `)
  })

  it('passes every device through each task, and sees how much memory that took', async () => {
    const homes = { large: await ownDatabase(), small: await ownDatabase() }
    const results = await compareMemory(homes, sizes, 1, emptyDevices)
    expect(results.map(({ task }) => task)).toEqual(['import', 'export', 'paging'])
    for (const { large, small } of results) {
      expect([large[0]?.devices, small[0]?.devices]).toEqual([sizes.large, sizes.small])
      expect(large[0]?.most).toBeGreaterThan(0)
    }
  })
})
