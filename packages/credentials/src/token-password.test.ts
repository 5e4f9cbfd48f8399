import { describe, expect, it } from 'vitest'
import type { Token } from './token.js'
import { tokenPassword } from './token-password.js'

const inMinutes = (minutes: number) => Date.now() + minutes * 60_000

/** Answers these tokens one after the other. */
function sourceOf(...tokens: readonly Token[]) {
  const asked: AbortSignal[] = []
  const source = async (signal: AbortSignal): Promise<Token> => {
    const token = tokens[asked.push(signal) - 1]
    if (token === undefined) throw Object.assign(new Error('no more'), { statusCode: 401 })
    return token
  }
  return { asked, source }
}

describe('tokenPassword', () => {
  it('asks once for all who ask together', async () => {
    const { asked, source } = sourceOf({ text: 'one', expiresAt: 0 }, { text: 'two', expiresAt: 0 })
    const password = tokenPassword('auth=x', source, 1_000)
    expect(await Promise.all([password(), password(), password()])).toEqual(['one', 'one', 'one'])
    expect(await password()).toBe('two')
    expect(asked).toHaveLength(2)
  })

  it('keeps a token until shortly before it expires', async () => {
    const { asked, source } = sourceOf({ text: 'one', expiresAt: inMinutes(5) }, { text: 'two', expiresAt: 0 })
    const password = tokenPassword('auth=x', source, 1_000)
    expect([await password(), await password()]).toEqual(['one', 'one'])
    expect(asked).toHaveLength(1)
    const short = sourceOf({ text: 'one', expiresAt: inMinutes(0.5) }, { text: 'two', expiresAt: 0 })
    const again = tokenPassword('auth=x', short.source, 1_000)
    expect([await again(), await again()]).toEqual(['one', 'two'])
  })

  it('asks again after a failure, which names the option and the cause', async () => {
    const { asked, source } = sourceOf()
    const password = tokenPassword('auth=x', source, 1_000)
    const told = { code: 'unauthenticated', retryable: false, notApplied: true, message: 'auth=x: no more' }
    await expect(password()).rejects.toMatchObject(told)
    await expect(password()).rejects.toMatchObject(told)
    expect(asked).toHaveLength(2)
  })

  it('waits no longer than it may, and tells the source so', async () => {
    let signal: AbortSignal | undefined
    const password = tokenPassword(
      'auth=x',
      (given) => {
        signal = given
        return new Promise<never>(() => {})
      },
      20,
    )
    const told = { code: 'unavailable', retryable: true, notApplied: true, message: 'auth=x: no token within 20 ms' }
    await expect(password()).rejects.toMatchObject(told)
    expect(signal?.aborted).toBe(true)
  })

  it.each([
    ['a refused connection', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), 'unavailable'],
    [
      'one in its causes',
      new Error('outer', { cause: Object.assign(new Error(''), { code: 'EAI_AGAIN' }) }),
      'unavailable',
    ],
    [
      'one among several',
      new AggregateError([Object.assign(new Error('x'), { statusCode: 503 })], 'all'),
      'unavailable',
    ],
    ['an overload', Object.assign(new Error('slow down'), { $metadata: { httpStatusCode: 429 } }), 'unavailable'],
    ['a refusal', Object.assign(new Error('no'), { statusCode: 403 }), 'unauthenticated'],
    ['a wrong certificate', Object.assign(new Error('no'), { code: 'CERT_HAS_EXPIRED' }), 'unauthenticated'],
    ['anything else', 'text', 'unauthenticated'],
  ])('takes %s for what it is', async (_, thrown, code) => {
    await expect(tokenPassword('auth=x', () => Promise.reject(thrown), 1_000)()).rejects.toMatchObject({ code })
  })
})
