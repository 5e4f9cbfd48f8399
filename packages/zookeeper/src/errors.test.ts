import { describe, expect, it } from 'vitest'
import { classify } from './errors.js'
import { status } from './protocol/status.js'
import { ZookeeperError } from './protocol/zookeeper-error.js'

describe('errors of ZooKeeper', () => {
  it.each([
    ['SESSION_EXPIRED', 'unavailable'],
    ['SESSION_MOVED', 'unavailable'],
    ['NO_AUTH', 'permission-denied'],
    ['AUTH_FAILED', 'unauthenticated'],
    ['SESSION_CLOSED_REQUIRE_SASL_AUTH', 'unauthenticated'],
    ['QUOTA_EXCEEDED', 'limit-exceeded'],
    ['UNIMPLEMENTED', 'unsupported'],
    ['MARSHALLING_ERROR', 'internal'],
  ] as const)('%s is %s', (native, code) => {
    const error = new ZookeeperError(status[native])
    expect(classify(error)).toMatchObject({ code, nativeCode: native })
    expect(error.is('NO_NODE', native)).toBe(true)
  })

  it('without a name have their number', () => {
    expect(classify(new ZookeeperError(-999))).toEqual({ code: 'internal', nativeCode: '-999' })
  })

  it('are not those of anybody else', () => {
    for (const error of [new Error('odd'), 'a text', undefined]) expect(classify(error)).toBeUndefined()
  })
})
