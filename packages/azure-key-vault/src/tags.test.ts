import { describe, expect, it } from 'vitest'
import { printTags, readTags, tagsOf } from './tags.js'

const tags = { path: 'devices/one', version: 7, first: 3, parts: 0, deleted: false }

describe('the tags of a secret', () => {
  it.each([
    tags,
    { ...tags, parts: 3, deleted: true },
    { ...tags, path: 'x'.repeat(256) },
    { ...tags, path: `${'x'.repeat(255)}😀${'y'.repeat(250)}` },
    { ...tags, path: 'a b/ü/"' },
  ])('say what was written: %#', (given) => {
    const printed = printTags(given)
    expect(readTags(printed)).toEqual(given)
    for (const value of Object.values(printed)) expect(value.length).toBeLessThanOrEqual(256)
    expect(Object.keys(printed).length).toBeLessThanOrEqual(15)
    expect(Object.values(printed).join('').isWellFormed()).toBe(true)
  })

  it.each([
    undefined,
    {},
    { 'dmt-path': 'a' },
    { 'dmt-path': 'a', 'dmt-version': 'x', 'dmt-first': '1' },
    { 'dmt-path': 'a', 'dmt-version': '1', 'dmt-first': '1e3' },
  ])('%j are those of somebody else', (given) => {
    expect(readTags(given)).toBeUndefined()
    expect(() => tagsOf('a', given)).toThrow(expect.objectContaining({ code: 'internal' }))
  })

  it('of another path are not taken for those asked for', () => {
    expect(() => tagsOf('b', printTags(tags))).toThrow(/is of the path "devices\/one"/)
  })
})
