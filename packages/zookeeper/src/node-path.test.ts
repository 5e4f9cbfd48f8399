import { describe, expect, it } from 'vitest'
import { baseOf, keyOfNode, nodeOfKey } from './node-path.js'

describe('the node of a key', () => {
  it.each([
    ['', 'mps/config', '/mps/config'],
    ['/dmt', 'mps/a b', '/dmt/mps/a%20b'],
    ['/dmt', '😀\u0001', '/dmt/%F0%9F%98%80%01'],
  ])('below %j of %j is %j', (base, key, node) => {
    expect(nodeOfKey(base, key)).toBe(node)
    expect(keyOfNode(base, node)).toBe(key)
  })

  it.each(['/a b', '/%zz', '/%61'])('is not %j', (node) => {
    expect(keyOfNode('', node)).toBeUndefined()
  })

  it('has a base without slash at its end', () => {
    expect(['', '/', 'dmt', 'dmt/a b/'].map(baseOf)).toEqual(['', '', '/dmt', '/dmt/a%20b'])
  })
})
