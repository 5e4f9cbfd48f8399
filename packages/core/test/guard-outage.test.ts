import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ProviderError } from '../src/provider-error.js'
import { cancelled, failing, guardOf, read, refused, write } from './guard-calls.js'

describe('A write', () => {
  const notApplied = () => new ProviderError('unavailable', 'never sent', { notApplied: true })

  it('is tried again when nothing of it took effect for certain', async () => {
    const { attempts, attempt } = failing(notApplied, 2)
    expect(await guardOf().run(write, attempt)).toBe('done')
    expect(attempts.count).toBe(3)
  })

  it('is tried no more after an attempt whose outcome is unknown', async () => {
    const { attempts, attempt } = failing(() => (attempts.count === 1 ? notApplied() : refused()))
    await expect(guardOf({ retries: 5 }).run(write, attempt)).rejects.toMatchObject({ nativeCode: 'ECONNREFUSED' })
    expect(attempts.count).toBe(2)
  })

  it('is not tried again after its caller was told that its deadline passed', async () => {
    // The first pause is drawn from 50 ms.
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.99)
    onTestFinished(() => random.mockRestore())
    const { attempts, attempt } = failing(notApplied)
    await expect(guardOf({ timeoutMs: 20 }).run(write, attempt)).rejects.toMatchObject({ code: 'timeout' })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(attempts.count).toBe(1)
  })
})

describe('An attempt that took long', () => {
  it('is not followed by another', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    onTestFinished(() => void vi.useRealTimers())
    const { attempts, attempt } = failing(() => {
      vi.advanceTimersByTime(5_000)
      return refused()
    })
    await expect(guardOf().run(read, attempt)).rejects.toMatchObject({ code: 'unavailable' })
    expect(attempts.count).toBe(1)
  })
})

describe('A store that does not answer', () => {
  /** A guard whose circuit has just opened. */
  async function open(failure: () => unknown = refused) {
    const guard = guardOf({ retries: 0 })
    for (let count = 0; count < 5; count++) await guard.run(read, failing(failure).attempt).catch(() => {})
    return guard
  }

  it('is not called any more, and a caller is told so with the cause', async () => {
    const guard = await open()
    const { attempts, attempt } = failing(refused)
    await expect(guard.run(read, attempt)).rejects.toMatchObject({
      code: 'unavailable',
      retryable: true,
      nativeCode: 'ECONNREFUSED',
      provider: 'test',
      operation: 'devices.get',
      message: expect.stringMatching(/^devices\.get: not tried, .*connect failed/),
      cause: { message: 'devices.get: connect failed' },
    })
    expect(attempts.count).toBe(0)
  })

  it('is called again as soon as it answers', async () => {
    const guard = await open()
    let answer: string | undefined
    const deadline = performance.now() + 5_000
    while (answer === undefined && performance.now() < deadline) {
      answer = await guard.run(read, async () => 'answer').catch(() => undefined)
    }
    expect(answer).toBe('answer')
    expect(await guard.run(read, async () => 'next')).toBe('next')
  })

  it('does not keep the process busy with callers that try again without a pause', async () => {
    const guard = await open()
    let stop = false
    const loop = async () => {
      while (!stop) await guard.run(read, failing(refused).attempt).catch(() => {})
    }
    const loops = Array.from({ length: 64 }, loop)
    await new Promise((resolve) => setTimeout(resolve, 20))
    stop = true
    await Promise.all(loops)
  })

  it('is taken for away after deadlines that passed, counted once for each call', async () => {
    const guard = guardOf({ retries: 3 })
    const late = () => guard.run(read, cancelled, { timeoutMs: 5 })
    for (let count = 0; count < 5; count++) {
      await expect(late()).rejects.toMatchObject({ code: 'timeout', message: 'devices.get: no answer within 5 ms' })
    }
    await expect(late()).rejects.toMatchObject({ code: 'unavailable', retryable: true })
  })

  it('ends the attempts of a call with the failure that it met', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0)
    onTestFinished(() => random.mockRestore())
    const { attempts, attempt } = failing(refused)
    await expect(guardOf({ retries: 20 }).run(read, attempt)).rejects.toMatchObject({
      message: 'devices.get: connect failed',
    })
    expect(attempts.count).toBeLessThan(20)
  })
})
