import { describe, expect, it } from 'vitest'
import { HttpNodes } from './http-nodes.js'

describe('nodes', () => {
  it('are asked one after the other, each until it fails', () => {
    const nodes = new HttpNodes(['https://one:8200/proxied/', 'https://two:8200'])
    const first = nodes.current
    expect(first).toEqual({ origin: 'https://one:8200', basePath: '/proxied' })
    nodes.failed(first)
    expect(nodes.current).toEqual({ origin: 'https://two:8200', basePath: '' })
    // Another caller of the first one, which failed as well.
    nodes.failed(first)
    expect(nodes.current.origin).toBe('https://two:8200')
    nodes.failed(nodes.current)
    expect(nodes.current).toBe(first)
  })
})
