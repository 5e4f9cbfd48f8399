import { expect, it } from 'vitest'
import { describeOn } from '../../tooling/servers/describe-on.js'
import { compareAtOnce } from '../scale/compare-at-once.js'
import { compareClear } from '../scale/compare-clear.js'
import { compareReads } from '../scale/compare-reads.js'
import type { ScaleServer } from '../scale/fleets.js'
import { mysqlServer } from '../scale/mariadb-fleets.js'
import { postgresServer } from '../scale/postgres-fleets.js'
import { readCalls } from '../scale/read-calls.js'
import { replaceSection } from '../scale/replace-section.js'

const patience = { seconds: 0, leastPairs: 1 }
const servers = {
  postgres: postgresServer,
  mariadb: mysqlServer('mariadb'),
  mysql: mysqlServer('mysql'),
} satisfies Record<string, ScaleServer>

for (const kind of ['postgres', 'mariadb', 'mysql'] as const) {
  await describeOn(kind, `large fleets on ${kind}`, () => {
    it('are measured after both sides have answered the same', { timeout: 120_000 }, async () => {
      const [large, small] = [await servers[kind].makeFleet(4_000), await servers[kind].makeFleet(160)]
      const reads = []
      for await (const { call, faster } of compareReads(large, small, patience)) reads.push([call.name, faster.pairs])
      expect(reads).toEqual(readCalls.map(({ name }) => [name, 1]))
      const names = []
      for await (const { name } of compareAtOnce(large, patience)) names.push(name)
      expect(names).toHaveLength(3)
      expect((await compareClear(large, patience)).first).toBeGreaterThan(0)
      expect(await large.ours.devices.count('')).toBe(4_000)
      for (const fleet of [large, small]) await fleet.close()
      expect(await servers[kind].settings()).toMatch(/^\d+\./)
    })
  })
}

it('a section of the document is replaced, or added at its end', () => {
  const document = '# All\n\nText.\n\n## One\n\nold\n\n## Two\n\nold\n'
  expect(replaceSection(document, 'One', '## One\n\nnew')).toBe('# All\n\nText.\n\n## One\n\nnew\n\n## Two\n\nold\n')
  expect(replaceSection(document, 'Two', '## Two\n\nnew\n')).toBe('# All\n\nText.\n\n## One\n\nold\n\n## Two\n\nnew\n')
  expect(replaceSection(document, 'Three', '## Three\n')).toBe(`${document}\n## Three\n`)
})
