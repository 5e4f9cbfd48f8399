import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { failing, guardOf, never, read, refused, write } from '../test/guard-calls.js'
import type { Call } from './call.js'
import { ProviderError } from './provider-error.js'

const unhandled: unknown[] = []
const note = (reason: unknown) => unhandled.push(reason)
beforeEach(() => {
  unhandled.length = 0
  process.on('unhandledRejection', note)
})
afterEach(async () => {
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})

describe('A call', () => {
  it('answers what its driver answers', async () => {
    expect(await guardOf().run(read, async () => 5)).toBe(5)
  })

  it('wraps what its driver throws, at once or later', async () => {
    for (const attempt of [
      () => {
        throw new TypeError('odd')
      },
      async () => await Promise.reject('odd'),
    ]) {
      await expect(guardOf().run(read, attempt)).rejects.toMatchObject({
        name: 'ProviderError',
        code: 'internal',
        provider: 'test',
        operation: 'devices.get',
        message: 'devices.get: odd',
      })
    }
  })

  it('asks the provider what an error means before it asks the network', async () => {
    const guard = guardOf({ classify: () => ({ code: 'permission-denied', nativeCode: '42501' }) })
    await expect(guard.run(read, failing(refused).attempt)).rejects.toMatchObject({
      code: 'permission-denied',
      nativeCode: '42501',
    })
  })

  it('completes an error that its driver made, and keeps its code', async () => {
    const thrown = new ProviderError('conflict', 'taken', { reason: 'duplicate' })
    await expect(guardOf().run(write, failing(() => thrown).attempt)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'duplicate',
      provider: 'test',
      operation: 'devices.insert',
    })
  })

  it('names the code of an error that has no message', async () => {
    const error = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })
    await expect(guardOf({ retries: 0 }).run(read, failing(() => error).attempt)).rejects.toMatchObject({
      code: 'unavailable',
      message: 'devices.get: ECONNREFUSED',
    })
  })
})

describe('A transient failure', () => {
  it('is tried again as often as said, where repeating is safe', async () => {
    const { attempts, attempt } = failing(refused)
    await expect(guardOf({ retries: 2 }).run(read, attempt)).rejects.toMatchObject({
      code: 'unavailable',
      nativeCode: 'ECONNREFUSED',
    })
    expect(attempts.count).toBe(3)
  })

  it.each([1, 2])('that ends after %i attempts is not noticed', async (failures) => {
    const { attempts, attempt } = failing(refused, failures)
    expect(await guardOf().run(read, attempt)).toBe('done')
    expect(attempts.count).toBe(failures + 1)
  })

  it.each([
    ['a write that may have happened', guardOf(), write, refused],
    ['without retries', guardOf({ retries: 0 }), read, refused],
    ['another error', guardOf(), read, () => new Error('syntax')],
    [
      'an untrusted certificate',
      guardOf(),
      read,
      () => Object.assign(new Error('x'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    ],
    ['an error said to stay', guardOf(), read, () => new ProviderError('unavailable', 'sealed', { retryable: false })],
  ])('is not tried again: %s', async (_, guard, operation, failure) => {
    const { attempts, attempt } = failing(failure)
    await expect(guard.run(operation, attempt)).rejects.toBeInstanceOf(ProviderError)
    expect(attempts.count).toBe(1)
  })

  it('that turns into another one ends the attempts', async () => {
    let count = 0
    const attempt = async () => {
      count++
      throw count === 1 ? refused() : new Error('syntax')
    }
    await expect(guardOf({ retries: 5 }).run(read, attempt)).rejects.toMatchObject({ code: 'internal' })
    expect(count).toBe(2)
  })

  it('is tried no more once the caller has aborted', async () => {
    const controller = new AbortController()
    const { attempts, attempt } = failing(() => {
      if (attempts.count === 2) controller.abort()
      return refused()
    })
    await expect(guardOf({ retries: 5 }).run(read, attempt, { signal: controller.signal })).rejects.toMatchObject({
      code: 'aborted',
    })
    // The pause before the next attempt is over by then.
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect(attempts.count).toBe(2)
  })
})

describe('A deadline', () => {
  it.each([
    ['of the store', { timeoutMs: 20 }, {}],
    ['of the call', {}, { timeoutMs: 20 }],
    ['of the call before that of the store', { timeoutMs: 60_000 }, { timeoutMs: 20 }],
  ])('%s ends the call and tells the driver', async (_, store, options) => {
    let seen: AbortSignal | undefined
    const attempt = (call: Call) => {
      seen = call.signal
      return never()
    }
    const started = performance.now()
    await expect(guardOf(store).run(read, attempt, options)).rejects.toMatchObject({
      code: 'timeout',
      provider: 'test',
      message: 'devices.get: no answer within 20 ms',
    })
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(seen?.aborted).toBe(true)
    expect(seen?.reason).toMatchObject({ code: 'timeout' })
  })

  it('covers all attempts and pauses together', async () => {
    await expect(guardOf({ retries: 1_000, timeoutMs: 100 }).run(read, failing(refused).attempt)).rejects.toMatchObject(
      { code: 'timeout' },
    )
  })

  it('that passed is known to a driver that asks afterwards', async () => {
    let goOn: () => void = () => {}
    const paused = new Promise<void>((resolve) => {
      goOn = resolve
    })
    let finished: Promise<boolean> | undefined
    const attempt = (call: Call) => {
      finished = paused.then(() => call.signal.aborted)
      return finished
    }
    await expect(guardOf().run(read, attempt, { timeoutMs: 10 })).rejects.toMatchObject({ code: 'timeout' })
    goOn()
    expect(await finished).toBe(true)
  })

  it('leaves a failure that comes after it to nobody', async () => {
    let fail: (error: unknown) => void = () => {}
    const attempt = () =>
      new Promise<never>((_, reject) => {
        fail = reject
      })
    await expect(guardOf().run(read, attempt, { timeoutMs: 10 })).rejects.toMatchObject({ code: 'timeout' })
    fail(refused())
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])('of %d ms is refused', async (timeoutMs) => {
    expect(() => guardOf({ timeoutMs })).toThrow(expect.objectContaining({ code: 'invalid-options' }))
    await expect(guardOf().run(read, async () => 5, { timeoutMs })).rejects.toMatchObject({ code: 'invalid-argument' })
  })

  it.each([-1, 0.5, Number.NaN])('after %d retries is refused', (retries) => {
    expect(() => guardOf({ retries })).toThrow(expect.objectContaining({ code: 'invalid-options' }))
  })
})

describe('A signal', () => {
  it('that fired already keeps the driver from being called', async () => {
    const { attempts, attempt } = failing(refused)
    await expect(guardOf().run(read, attempt, { signal: AbortSignal.abort('why') })).rejects.toMatchObject({
      code: 'aborted',
      cause: { message: 'why' },
    })
    expect(attempts.count).toBe(0)
  })

  it('that fires meanwhile ends the call and tells the driver', async () => {
    const controller = new AbortController()
    const attempt = (call: Call) => {
      queueMicrotask(() => controller.abort())
      return new Promise<never>((_, reject) =>
        call.signal.addEventListener('abort', () => reject(new Error('cancelled'))),
      )
    }
    await expect(guardOf().run(read, attempt, { signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' })
  })

  it('is left without listeners, however the call ended', async () => {
    const { signal } = new AbortController()
    await guardOf().run(read, async () => 5, { signal })
    await guardOf()
      .run(read, failing(refused).attempt, { signal })
      .catch(() => {})
    await guardOf()
      .run(read, never, { signal, timeoutMs: 5 })
      .catch(() => {})
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})

describe('Closing', () => {
  it('refuses later calls and happens once', async () => {
    const guard = guardOf()
    let released = 0
    const release = async () => {
      released++
    }
    await Promise.all([guard.close(release), guard.close(release)])
    await guard.close(release)
    expect(released).toBe(1)
    const { attempts, attempt } = failing(refused)
    await expect(guard.run(read, attempt)).rejects.toMatchObject({
      code: 'closed',
      provider: 'test',
      operation: 'devices.get',
    })
    expect(attempts.count).toBe(0)
  })

  it('waits for the calls under way, whatever comes of them', async () => {
    const guard = guardOf({ retries: 0 })
    let answer: (value: number) => void = () => {}
    const order: string[] = []
    const slow = guard.run(
      read,
      () =>
        new Promise<number>((resolve) => {
          answer = resolve
        }),
    )
    const failing = guard.run(read, async () => await Promise.reject(refused())).catch(() => order.push('failed'))
    const closed = guard.close(async () => void order.push('released'))
    await failing
    await new Promise((resolve) => setImmediate(resolve))
    expect(order).toEqual(['failed'])
    answer(5)
    expect(await slow).toBe(5)
    await closed
    expect(order).toEqual(['failed', 'released'])
  })

  it('lets go after five seconds in any case', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const guard = guardOf()
    const order: string[] = []
    void guard.run(read, never).catch(() => order.push('ended'))
    const closed = guard.close(async () => void order.push('released'))
    await vi.advanceTimersByTimeAsync(4_999)
    expect(order).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    await closed
    expect(order).toEqual(['released'])
  })

  it('that fails says so in portable terms', async () => {
    const release = () => {
      throw refused()
    }
    await expect(guardOf().close(release)).rejects.toMatchObject({ code: 'unavailable', operation: 'close' })
  })
})
