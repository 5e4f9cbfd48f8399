import type { JsonObject, JsonValue } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { changedKeys } from './changed-keys.js'
import { leaves, valueAt, withValue } from './leaves.js'
import { mergeDocuments } from './merge-documents.js'

const document: JsonObject = { a: 1, b: { c: [1, 2], d: {} }, e: { $secret: 'x#y' }, f: null }

describe('a document by dotted names', () => {
  it('has each value once', () => {
    expect(leaves(document)).toEqual([
      ['a', 1],
      ['b.c', [1, 2]],
      ['b.d', {}],
      ['e', { $secret: 'x#y' }],
      ['f', null],
    ])
    for (const [name, value] of leaves(document)) expect(valueAt(document, name)).toEqual(value)
  })

  it('finds nothing where nothing is', () => {
    for (const name of ['g', 'a.b', 'b.x', 'toString', 'b.c.length', ''])
      expect(valueAt(document, name)).toBeUndefined()
  })

  it.each<[string, JsonValue | undefined, JsonObject]>([
    ['g', 2, { ...document, g: 2 }],
    ['b.c', 3, { ...document, b: { c: 3, d: {} } }],
    ['a.b', 4, { ...document, a: { b: 4 } }],
    ['g.h.i', 5, { ...document, g: { h: { i: 5 } } }],
    ['a', undefined, { b: document.b ?? null, e: { $secret: 'x#y' }, f: null }],
    ['g.h', undefined, document],
  ])('with %s as %j', (name, value, expected) => {
    expect(withValue(document, name, value)).toEqual(expected)
  })

  it('loses an object with its last value', () => {
    expect(withValue({ a: { b: { c: 1 } }, d: 2 }, 'a.b.c', undefined)).toEqual({ d: 2 })
  })

  it('sets a name of the prototype as any other', () => {
    const made = withValue({}, '__proto__.polluted', true)
    expect(Object.hasOwn(made, '__proto__')).toBe(true)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})

describe('a document laid upon another', () => {
  it('replaces values and lists, and merges objects', () => {
    const base = { a: 1, b: { c: [1, 2], d: 'below' }, e: { f: 1 } }
    expect(mergeDocuments(base, { b: { c: [3] }, e: 5, g: null })).toEqual({
      a: 1,
      b: { c: [3], d: 'below' },
      e: 5,
      g: null,
    })
    expect(base.b.c).toEqual([1, 2])
  })

  it('merges nothing into a prototype', () => {
    mergeDocuments({}, JSON.parse('{ "__proto__": { "polluted": true } }'))
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})

describe('what changed', () => {
  it('is told by name, with both values', () => {
    expect(changedKeys({ a: 1, b: { c: [1] }, d: 2 }, { a: 1, b: { c: [2] }, e: 3 })).toEqual([
      { key: 'b.c', before: [1], after: [2] },
      { key: 'd', before: 2, after: undefined },
      { key: 'e', before: undefined, after: 3 },
    ])
  })
})
