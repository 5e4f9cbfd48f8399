import { inspect } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { errorCodes } from './error-codes.js'
import { isProviderError, ProviderError } from './provider-error.js'

class DriverError extends Error {
  readonly code = 'EPROTO'
  readonly config = { headers: { authorization: 'Bearer hunter2hunter2' } }
  readonly password = 'hunter2'
}

describe('A ProviderError', () => {
  it.each(errorCodes)('with code %s is retryable only when the store may come back', (code) => {
    expect(new ProviderError(code, 'x').retryable).toBe(code === 'unavailable')
  })

  it('believes its maker about whether a repetition can help', () => {
    expect(new ProviderError('unavailable', 'x', { retryable: false }).retryable).toBe(false)
    expect(new ProviderError('limit-exceeded', 'x', { retryable: true }).retryable).toBe(true)
  })

  it('is recognised across two copies of the package', async () => {
    vi.resetModules()
    const copy = await import('./provider-error.js')
    const foreign = new copy.ProviderError('conflict', 'x')
    expect(foreign).not.toBeInstanceOf(ProviderError)
    expect(isProviderError(foreign)).toBe(true)
    expect(copy.isProviderError(new ProviderError('conflict', 'x'))).toBe(true)
  })

  it.each([undefined, null, 'text', 5, new Error('x'), { code: 'conflict' }])('is not %s', (value) => {
    expect(isProviderError(value)).toBe(false)
  })

  it('masks its message and that of its cause', () => {
    const error = new ProviderError('unavailable', 'no postgres://u:hunter2@db', {
      cause: new Error('password=hunter2'),
    })
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('hunter2')
    expect(error.message).toBe('no postgres://u:[redacted]@db')
  })

  it('keeps name, code and stack of its cause, and nothing that a library attached', () => {
    const cause = new DriverError('broken')
    cause.name = 'DriverError'
    const error = new ProviderError('internal', 'x', { cause })
    expect(error.cause).toMatchObject({ name: 'DriverError', message: 'broken', code: 'EPROTO' })
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('hunter2')
    expect((error.cause as Error).stack).toContain('provider-error.test.ts')
  })

  it('masks a cause that is no error', () => {
    expect(new ProviderError('internal', 'x', { cause: 'token=hunter2' }).cause).toMatchObject({
      message: 'token=[redacted]',
    })
  })

  it('keeps a cause that is one of its own', () => {
    const cause = new ProviderError('conflict', 'x')
    expect(new ProviderError('internal', 'y', { cause }).cause).toBe(cause)
  })

  it('is completed by with(), which replaces nothing that is known', () => {
    const thrown = new ProviderError('conflict', 'x', {
      provider: 'a',
      reason: 'duplicate',
      retryable: true,
      cause: new Error('c'),
    })
    const completed = thrown.with({
      provider: 'b',
      operation: 'devices.get',
      table: 't',
      nativeCode: '23505',
      reason: 'in-use',
    })
    expect(completed).toMatchObject({
      code: 'conflict',
      message: 'x',
      provider: 'a',
      operation: 'devices.get',
      table: 't',
      nativeCode: '23505',
      reason: 'duplicate',
      retryable: true,
      cause: { message: 'c' },
      stack: thrown.stack,
    })
    expect(thrown.operation).toBeUndefined()
  })
})
