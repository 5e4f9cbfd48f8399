import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { providers as consulProviders } from '@dmt-providers/consul'
import { registerProvider } from '@dmt-providers/core'
import { providers as etcdProviders } from '@dmt-providers/etcd'
import { providers as fileProviders } from '@dmt-providers/file'
import { providers as zookeeperProviders } from '@dmt-providers/zookeeper'
import { afterAll, describe, expect, it } from 'vitest'
import { describeOn } from '../../tooling/servers/describe-on.js'
import { compared } from '../config/latency.js'
import { compareLatency } from '../src/config/compare-latency.js'
import type { CrowdMessage, GrowthResult, LatencyBlock } from '../src/config/config-work.js'
import { watchChanges } from '../src/config/watch-changes.js'
import { watchInCrowd } from '../src/config/watch-in-crowd.js'

for (const provider of [...consulProviders, ...etcdProviders, ...fileProviders, ...zookeeperProviders])
  registerProvider(provider)

/** Every part of the benchmark on one store, with next to no effort. */
function works(url: () => string) {
  it('compares the latency of changes', async () => {
    const blocks: LatencyBlock[] = []
    for await (const block of compareLatency({ url: url(), keys: 3, blocks: 2, changes: 4, seconds: 60 }))
      blocks.push(block)
    const found = compared(3, blocks)
    expect(found.changes).toBe(8)
    for (const side of [found.ours, found.bare]) expect(Math.min(side.median, side.p99)).toBeGreaterThan(0)
  })

  it.each(['ours', 'bare'] as const)('has many watches of %s', async (side) => {
    const messages: CrowdMessage[] = []
    const work = { side, url: url(), writerUrl: url(), watches: 5, changes: 2 }
    for await (const message of watchInCrowd(work)) messages.push(message)
    expect(messages).toMatchObject([
      { begunMs: expect.any(Number) },
      { everyMs: [expect.any(Number), expect.any(Number)] },
    ])
  })

  it('looks at the memory over many changes', async () => {
    const results: GrowthResult[] = []
    for await (const result of watchChanges({ url: url(), changes: 40, every: 20 })) results.push(result)
    expect(results.map(({ changes }) => changes)).toEqual([0, 20, 40])
  })
}

for (const kind of ['etcd', 'zookeeper', 'consul'] as const)
  await describeOn(kind, 'The benchmark of configuration', (server) => works(() => server.url))

const above = await mkdtemp(join(tmpdir(), 'dmt-bench-'))

describe('The benchmark of configuration [on a folder]', () => {
  afterAll(() => rm(above, { recursive: true }))
  works(() => pathToFileURL(join(above, 'values')).href)
})
