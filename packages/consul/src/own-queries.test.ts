import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OwnQueries } from './own-queries.js'

describe('places of queries', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('are as many as there are, and free again when a watch ends', () => {
    const queries = new OwnQueries(2)
    expect(['a', 'b', 'c'].map((prefix) => queries.take(prefix))).toEqual([true, true, false])
    queries.end('a', false)
    expect(['c', 'd'].map((prefix) => queries.take(prefix))).toEqual([true, false])
  })

  it('are kept for a watch that failed, until it comes back or has not for long', () => {
    const queries = new OwnQueries(1)
    queries.take('a')
    queries.end('a', true)
    expect(queries.take('b')).toBe(false)
    expect(queries.take('a')).toBe(true)
    queries.end('a', true)
    vi.advanceTimersByTime(10_000)
    expect(queries.take('b')).toBe(true)
  })
})
