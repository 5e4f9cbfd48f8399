import { describe, expect, it } from 'vitest'
import { Endpoints } from './endpoints.js'

describe('the servers of an ensemble', () => {
  it('are used in turn, each of them', () => {
    const endpoints = new Endpoints('one:1,[::1]:2,three:3')
    const seen = Array.from({ length: 6 }, () => {
      const { host, port } = endpoints.current
      endpoints.turn()
      return `${host} ${port}`
    })
    expect(new Set(seen.slice(0, 3))).toEqual(new Set(['one 1', '::1 2', 'three 3']))
    expect(seen.slice(3)).toEqual(seen.slice(0, 3))
  })

  it('are begun with at random, so that clients spread over them', () => {
    const first = Array.from({ length: 100 }, () => new Endpoints('a:1,b:2,c:3').current.host)
    expect(new Set(first)).toEqual(new Set(['a', 'b', 'c']))
  })
})
