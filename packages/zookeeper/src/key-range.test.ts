import { describe, expect, it } from 'vitest'
import { KeyRange } from './key-range.js'

describe('the nodes of a prefix', () => {
  it.each([
    ['', '', '', ['a', 'zookeeper', 'b%20c', 'b c'], ['/a', '/b%20c']],
    ['', 'ab', '', ['a', 'ab', 'abc', 'b'], ['/ab', '/abc']],
    ['/dmt', '', '/dmt', ['a', 'zookeeper'], ['/dmt/a', '/dmt/zookeeper']],
    ['/dmt', 'mps/', '/dmt/mps', ['a', 'b'], ['/dmt/mps/a', '/dmt/mps/b']],
    ['/dmt', 'mps/a b', '/dmt/mps', ['a', 'a%20b', 'a%20bc'], ['/dmt/mps/a%20b', '/dmt/mps/a%20bc']],
  ])('below %j that begin with %j are below %j', (base, prefix, root, names, nodes) => {
    const range = new KeyRange(base, prefix)
    expect(range.root).toBe(root)
    expect(range.below(root, names)).toEqual(nodes)
  })

  it('hold what has a key of the range, and data', () => {
    const stat = { czxid: 5n, version: 2, accessVersion: 0, children: 0 }
    const range = new KeyRange('/dmt', 'mps/')
    const entry = { key: 'mps/a', value: 'x', version: '5.2' }
    expect(range.entry('/dmt/mps/a', { data: Buffer.from('x'), stat })).toEqual(entry)
    expect(range.entry('/dmt/mps/a', { data: Buffer.alloc(0), stat })).toEqual({ ...entry, value: '' })
    expect(range.entry('/dmt/mps/a', { data: undefined, stat })).toBeUndefined()
    expect(range.entry('/dmt/mps', { data: Buffer.from('x'), stat })).toBeUndefined()
    expect(range.entry('/dmt/mps/a b', { data: Buffer.from('x'), stat })).toBeUndefined()
  })
})
