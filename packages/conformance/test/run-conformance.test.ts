import { EventEmitter } from 'node:events'
import { SecretsStore } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import {
  type CaseResult,
  configCases,
  createReferenceSecrets,
  createReferenceStorage,
  ReferenceRows,
  ReferenceVault,
  runConformance,
  type SecretsHarness,
  secretsCases,
  storageCases,
} from '../src/index.js'
import { ReferenceSecretsDriver } from '../src/reference/reference-secrets.js'
import { overriding } from './broken/overriding.js'

function harness(vault = new ReferenceVault()): SecretsHarness {
  return {
    contract: 'secrets',
    provider: 'reference',
    capabilities: { compareAndSet: true, history: true },
    open: async (options) => createReferenceSecrets(vault, options),
  }
}

const states = (results: readonly CaseResult[]) => Object.fromEntries(results.map(({ id, state }) => [id, state]))

describe('the cases', () => {
  it.each([{ cases: storageCases }, { cases: secretsCases }, { cases: configCases }])(
    'have ids of their own',
    ({ cases }) => {
      expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length)
    },
  )

  it.each([
    { contract: 'storage', cases: storageCases, groups: 9 },
    { contract: 'secrets', cases: secretsCases, groups: 9 },
    { contract: 'config', cases: configCases, groups: 10 },
  ])('of $contract start with its name and cover every group', ({ contract, cases, groups }) => {
    expect(cases.filter(({ id }) => !id.startsWith(`${contract}/`))).toEqual([])
    expect(new Set(cases.map(({ group }) => group)).size).toBe(groups)
  })
})

describe('runConformance', () => {
  it('answers every case, and tells of each as it comes', async () => {
    const told: string[] = []
    const results = await runConformance(harness(), { onResult: ({ id }) => told.push(id) })
    expect(results.map(({ id }) => id)).toEqual(secretsCases.map(({ id }) => id))
    expect(told).toEqual(results.map(({ id }) => id))
    expect(results.filter(({ state }) => state === 'failed')).toEqual([])
  })

  it('reports what the harness cannot offer as not run, with the reason', async () => {
    const reasons = { endpoint: 'memory has no endpoint' }
    const results = await runConformance({ ...harness(), reasons }, { only: /outage\/hung|second-store\/sees/ })
    expect(results.map(({ state, reason }) => [state, reason])).toEqual([
      ['not-run', 'the harness of reference offers no second-store'],
      ['not-run', 'memory has no endpoint'],
    ])
  })

  it('fails what is required and missing', async () => {
    const results = await runConformance(harness(), { only: 'outage/hung', require: ['endpoint'] })
    expect(results[0]).toMatchObject({ state: 'failed', reason: expect.stringContaining('endpoint') })
    expect(results[0]?.error?.message).toContain('endpoint is required')
  })

  it('chooses cases by text and by pattern', async () => {
    const byText = await runConformance(harness(), { only: 'paths/case' })
    const byPattern = await runConformance(harness(), { only: /paths\/case$/ })
    expect(states(byText)).toEqual({ 'secrets/paths/case': 'passed' })
    expect(states(byPattern)).toEqual(states(byText))
  })

  it('ends after the case under way when it is aborted', async () => {
    const controller = new AbortController()
    const results = await runConformance(harness(), {
      only: 'secrets/paths',
      signal: controller.signal,
      onResult: () => controller.abort(),
    })
    expect(results[0]?.state).toBe('passed')
    expect(results.slice(1).every(({ state, reason }) => state === 'not-run' && reason === 'the run was aborted')).toBe(
      true,
    )
  })

  it('fails a case that does not end in time, by name', async () => {
    const hanging = overriding(new ReferenceSecretsDriver(new ReferenceVault()), { list: () => new Promise(() => {}) })
    const open = async () => new SecretsStore(hanging)
    const tearDown = async () => {}
    const results = await runConformance({ ...harness(), open, tearDown }, { only: 'list/everything', timeoutMs: 50 })
    expect(results[0]?.error?.message).toBe('secrets/list/everything: did not end within 50 ms')
  })

  it('fails a store that does not close', async () => {
    const open = async () => overriding(createReferenceSecrets(), { close: async () => {} })
    const results = await runConformance({ ...harness(), open }, { only: 'lifecycle' })
    expect(results.filter(({ state }) => state === 'failed').map(({ id }) => id)).toEqual([
      'secrets/lifecycle/closed',
      'secrets/lifecycle/close-during-calls',
      'secrets/lifecycle/kept',
    ])
  })

  it.each([
    { what: 'a rejection', event: 'unhandledRejection', lose: () => void Promise.reject(new Error('lost')) },
    {
      what: 'an error event',
      event: 'uncaughtException',
      lose: () => void setImmediate(() => new EventEmitter().emit('error', new Error('lost'))),
    },
  ])('fails a case during which $what is handled by nobody', async ({ event, lose }) => {
    const others = process.listeners(event as 'uncaughtException')
    process.removeAllListeners(event)
    const leaking = overriding(new ReferenceSecretsDriver(new ReferenceVault()), { probe: async () => lose() })
    const open = async () => new SecretsStore(leaking)
    const results = await runConformance({ ...harness(), open }, { only: 'lifecycle/probe' })
    for (const listener of others) process.on(event, listener)
    expect(results[0]?.error?.message).toMatch(/^an error was handled by nobody: Error: lost/)
  })

  it('leaves nothing behind in a place that it may not remove', async () => {
    const vault = new ReferenceVault()
    await runConformance(harness(vault), { only: /secrets\/(values|paths|lifecycle)/ })
    expect([...vault.versions.keys()]).toEqual([])
    const rows = new ReferenceRows()
    const open = async () => createReferenceStorage(rows)
    await runConformance({ contract: 'storage', provider: 'reference', open }, { only: /links|devices\/t|names/ })
    const left = (['devices', 'profiles', 'ciraConfigs', 'proxyConfigs'] as const).map((name) => rows.table(name).size)
    expect(left).toEqual([0, 0, 0, 0])
  })

  it('rejects when the place cannot be opened, and removes it', async () => {
    const removed: string[] = []
    const run = runConformance({
      ...harness(),
      open: async () => {
        throw new Error('no place')
      },
      tearDown: async () => void removed.push('removed'),
    })
    await expect(run).rejects.toThrow('no place')
    expect(removed).toEqual(['removed'])
  })

  it('refuses options that a provider takes without complaint', async () => {
    const openWithOptions = async () => createReferenceSecrets()
    const results = await runConformance({ ...harness(), openWithOptions }, { only: 'options' })
    expect(states(results)).toEqual({
      'secrets/options/none-added': 'passed',
      'secrets/options/unknown': 'failed',
      'secrets/options/all-at-once': 'failed',
      'secrets/options/not-printed': 'failed',
    })
  })
})
