import { describe, expect, it } from 'vitest'
import { createReferenceStorage, differentialSequence, replay } from '../src/index.js'

describe('differentialSequence', () => {
  it('is the same for the same seed and another for another', () => {
    expect(differentialSequence(7, 50)).toEqual(differentialSequence(7, 50))
    expect(differentialSequence(7, 50)).not.toEqual(differentialSequence(8, 50))
  })

  it('starts like a longer one of the same seed', () => {
    expect(differentialSequence(7, 80).slice(0, 50)).toEqual(differentialSequence(7, 50))
  })

  it('provokes answers and errors of every kind', async () => {
    const outcomes = await replay(createReferenceStorage(), differentialSequence(1, 2_000))
    const kinds = new Set(outcomes.map(({ error }) => error ?? 'answer'))
    expect([...kinds].sort()).toEqual([
      'answer',
      'conflict: duplicate',
      'conflict: in-use',
      'conflict: missing-reference',
      'invalid-argument',
      'not-found',
      'stale-version',
    ])
    expect(outcomes.filter(({ error }) => error === undefined).length).toBeGreaterThan(1_000)
  })

  it('calls every method', async () => {
    const calls = new Set(differentialSequence(1, 2_000).map(({ table, method }) => `${table}.${method}`))
    expect(calls.size).toBe(14 + 6 * 6 + 1 + 2 * 3)
  })
})

describe('replay', () => {
  it('gives equal outcomes on two stores of one kind', async () => {
    const sequence = differentialSequence(3, 1_000)
    expect(await replay(createReferenceStorage(), sequence)).toEqual(await replay(createReferenceStorage(), sequence))
  })

  it('replaces versions by their order of appearance', async () => {
    const row = { configName: 'A', tenantId: 't' }
    const outcomes = await replay(createReferenceStorage(), [
      { table: 'domains', method: 'insert', args: [{ profileName: 'x', domainSuffix: 'x', tenantId: 't' }] },
      { table: 'ciraConfigs', method: 'insert', args: [row] },
      { table: 'ciraConfigs', method: 'update', args: [row], version: 'current' },
      { table: 'ciraConfigs', method: 'update', args: [row], version: 'earlier' },
      { table: 'ciraConfigs', method: 'get', args: ['a', 't'] },
      { table: 'ciraConfigs', method: 'delete', args: ['a', 't'] },
      { table: 'ciraConfigs', method: 'insert', args: [row] },
    ])
    const shown = outcomes.map(({ answer, error }) => error ?? Reflect.get(Object(answer), 'version'))
    expect(shown).toEqual(['v1', 'v1', 'v2', 'stale-version', 'v2', undefined, 'v1'])
  })

  it('finds the step at which two stores differ', async () => {
    const sequence = differentialSequence(5, 400)
    const [one, other] = [createReferenceStorage(), createReferenceStorage()]
    const list = other.devices.list.bind(other.devices)
    other.devices.list = async (page, tenant) => (await list(page, tenant)).reverse()
    const [expected, actual] = [await replay(one, sequence), await replay(other, sequence)]
    expect(actual).not.toEqual(expected)
    const first = actual.findIndex((outcome, at) => JSON.stringify(outcome) !== JSON.stringify(expected[at]))
    expect(actual[first]?.call).toBe('devices.list')
  })
})
