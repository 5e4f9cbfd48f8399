import { describe, expect, it } from 'vitest'
import { classify } from './errors.js'

class ClientClosedError extends Error {}

describe('errors of etcd', () => {
  it.each([
    ['3 INVALID_ARGUMENT: etcdserver: authentication failed, invalid user ID or password', 'unauthenticated'],
    ['3 INVALID_ARGUMENT: etcdserver: user name is empty', 'unauthenticated'],
    ['EtcdPermissionDeniedError: 7 PERMISSION_DENIED: etcdserver: permission denied', 'permission-denied'],
    ['3 INVALID_ARGUMENT: etcdserver: request is too large', 'limit-exceeded'],
    ['8 RESOURCE_EXHAUSTED: etcdserver: mvcc: database space exceeded', 'limit-exceeded'],
    ['11 OUT_OF_RANGE: etcdserver: mvcc: required revision has been compacted', 'unavailable'],
    ['14 UNAVAILABLE: etcdserver: leader changed', 'unavailable'],
    ['4 DEADLINE_EXCEEDED: Deadline exceeded', 'unavailable'],
    ['9 FAILED_PRECONDITION: etcdserver: authentication is not enabled', 'invalid-options'],
    ['16 UNAUTHENTICATED: invalid auth token', 'unavailable'],
    ['3 INVALID_ARGUMENT: etcdserver: revision of auth store is old', 'unavailable'],
    ['14 UNAVAILABLE: etcdserver: no leader', 'unavailable'],
    ['Watcher canceled: ', 'unavailable'],
    ['Watcher canceled: etcdserver: permission denied', 'permission-denied'],
  ])('%s is %s', (message, code) => {
    expect(classify(new Error(message))).toMatchObject({ code })
  })

  it('say that nothing was written when there was no connection', () => {
    const message = '14 UNAVAILABLE: No connection established. Last error: connect ECONNREFUSED 127.0.0.1:1'
    expect(classify(new Error(message))).toMatchObject({ code: 'unavailable', notApplied: true, nativeCode: '14' })
    expect(classify(new Error('14 UNAVAILABLE: read ECONNRESET'))?.notApplied).toBeUndefined()
  })

  it('of the client are known by their class', () => {
    expect(classify(new ClientClosedError())).toMatchObject({ code: 'unavailable' })
  })

  it('are unknown when no table lists them', () => {
    for (const error of [new Error('odd'), 'a text', undefined]) expect(classify(error)).toBeUndefined()
  })
})
