import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CircuitBreaker } from './circuit-breaker.js'
import type { ErrorCode } from './error-codes.js'
import { ProviderError } from './provider-error.js'

const unavailable = (message = 'connect ECONNREFUSED', details = {}) =>
  new ProviderError('unavailable', message, { nativeCode: 'ECONNREFUSED', ...details })

/** A breaker after some failures in a row, each of a call of its own. */
function after(failures: number, error = unavailable()): CircuitBreaker {
  const breaker = new CircuitBreaker()
  for (let count = 0; count < failures; count++) breaker.failed(error, {})
  return breaker
}

/** Milliseconds until an open breaker admits the next call, found on a clock that stands still meanwhile. */
function untilTried(breaker: CircuitBreaker, call: object = {}): number {
  for (let waited = 0; ; waited++) {
    if (breaker.admits(call)) return waited
    vi.advanceTimersByTime(1)
  }
}

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-21T10:00:00Z') }))
afterEach(() => void vi.useRealTimers())

describe('A circuit', () => {
  it('opens after five failures in a row, not before', () => {
    expect(after(4).admits({})).toBe(true)
    const breaker = after(5)
    expect(breaker.admits({})).toBe(false)
    expect(breaker.state).toBe('open')
  })

  it.each<[string, ProviderError]>([
    ['unavailable', unavailable()],
    ['timeout', new ProviderError('timeout', 'no answer within 5 ms')],
    ['unavailable for good', unavailable('self-signed certificate', { retryable: false })],
  ])('opens on %s', (_, error) => {
    expect(after(5, error).state).toBe('open')
  })

  it.each<[string, ProviderError]>([
    ...(['conflict', 'invalid-argument', 'unauthenticated', 'internal'] satisfies ErrorCode[]).map(
      (code): [string, ProviderError] => [code, new ProviderError(code, 'no')],
    ),
    ['a deadlock that the store told', unavailable('deadlock detected', { answered: true })],
    ['a limit of the store for a statement', new ProviderError('timeout', 'cancelled', { answered: true })],
  ])('stays closed on %s, which also ends the row', (_, error) => {
    expect(after(20, error).state).toBe('closed')
    const breaker = after(4)
    breaker.failed(error, {})
    breaker.failed(unavailable(), {})
    expect(breaker.state).toBe('closed')
  })

  it.each<ErrorCode>(['aborted', 'closed', 'limit-exceeded'])('takes %s for neither answer nor failure', (code) => {
    expect(after(20, new ProviderError(code, 'no')).state).toBe('closed')
    const breaker = after(4)
    breaker.failed(new ProviderError(code, 'no'), {})
    breaker.failed(unavailable(), {})
    expect(breaker.state).toBe('open')
  })

  it('counts from the start after an answer', () => {
    const breaker = after(4)
    breaker.succeeded()
    for (let count = 0; count < 4; count++) breaker.failed(unavailable(), {})
    expect(breaker.state).toBe('closed')
  })

  it('tells a refused call since when, why, and until when', () => {
    const breaker = after(5, unavailable('devices.get: connect ECONNREFUSED'))
    vi.advanceTimersByTime(3)
    const refusal = breaker.refusal('devices.count')
    expect(refusal).toMatchObject({
      code: 'unavailable',
      retryable: true,
      nativeCode: 'ECONNREFUSED',
      notApplied: true,
    })
    expect(refusal.message).toMatch(
      /^devices\.count: not tried, .* since 2026-11-21T10:00:00\.000Z; .*"devices\.get: connect ECONNREFUSED"; .* again at 2026-11-21T10:00:00\.0\d\dZ$/,
    )
    expect(refusal.cause).toMatchObject({ message: 'devices.get: connect ECONNREFUSED' })
  })

  it('says that trying again helps after timeouts, and does not where the last failure says so', () => {
    expect(after(5, new ProviderError('timeout', 'late')).refusal('x').retryable).toBe(true)
    expect(after(5, unavailable('untrusted', { retryable: false })).refusal('x').retryable).toBe(false)
  })
})

describe('An open circuit', () => {
  it('is tried by one call at a time', () => {
    const breaker = after(5)
    expect(untilTried(breaker)).toBeLessThanOrEqual(25)
    expect(breaker.state).toBe('half-open')
    expect(breaker.admits({})).toBe(false)
  })

  it('closes with the first answer', () => {
    const breaker = after(5)
    untilTried(breaker)
    breaker.succeeded()
    expect(breaker.state).toBe('closed')
    expect(breaker.admits({})).toBe(true)
  })

  it('is tried after ever longer pauses, which never pass a second: at most 15 times in five seconds', () => {
    const breaker = after(5)
    const pauses: number[] = []
    const started = Date.now()
    while (Date.now() - started < 5_000) {
      const call = {}
      pauses.push(untilTried(breaker, call))
      breaker.failed(unavailable(), call)
    }
    expect(Math.max(...pauses)).toBeLessThanOrEqual(1_000)
    expect(Math.min(...pauses.slice(6))).toBeGreaterThanOrEqual(500)
    expect(pauses.length).toBeLessThanOrEqual(15)
  })

  it('does not hear of calls that were under way when it opened', () => {
    const breaker = after(5)
    const call = {}
    untilTried(breaker, call)
    for (let count = 0; count < 64; count++) breaker.failed(unavailable(), {})
    expect(breaker.state).toBe('half-open')
    breaker.failed(unavailable(), call)
    expect(untilTried(breaker)).toBeLessThanOrEqual(50)
  })

  it('is tried by another call when the first has no outcome within two seconds', () => {
    const breaker = after(5)
    untilTried(breaker)
    expect(untilTried(breaker)).toBe(2_000)
  })

  it('is tried again at once when the call that did was aborted', () => {
    const breaker = after(5)
    const call = {}
    untilTried(breaker, call)
    breaker.failed(new ProviderError('aborted', 'by the caller'), call)
    expect(breaker.admits({})).toBe(true)
  })
})
