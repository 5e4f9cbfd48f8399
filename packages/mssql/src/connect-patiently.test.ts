import { ProviderError } from '@dmt-providers/core'
import { expect, it } from 'vitest'
import { connectPatiently } from './connect-patiently.js'

const never = new AbortController().signal
const refusal = (nativeCode: string) => new ProviderError('unavailable', 'refused', { nativeCode })

it('tells each attempt how much of its nine tenths is left', async () => {
  const told: number[] = []
  const attempt = async (milliseconds: number) => {
    told.push(milliseconds)
    if (told.length === 1) throw refusal('40613')
    return 'connected'
  }
  expect(await connectPatiently(10_000, never, attempt)).toBe('connected')
  const [first = 0, second = 0] = told
  expect(first).toBe(9_000)
  expect(second).toBeLessThanOrEqual(first - 499)
})

it.each([refusal('18456'), refusal('4060'), new Error('not ours')])('does not try again after %s', async (error) => {
  let attempts = 0
  const attempt = async () => {
    attempts++
    throw error
  }
  await expect(connectPatiently(10_000, never, attempt)).rejects.toBe(error)
  expect(attempts).toBe(1)
})

it('ends its pause at once when it is to stop', async () => {
  const closing = new AbortController()
  const error = refusal('40613')
  let attempts = 0
  const attempt = async () => {
    attempts++
    setImmediate(() => closing.abort())
    throw error
  }
  const began = performance.now()
  await expect(connectPatiently(60_000, closing.signal, attempt)).rejects.toBe(error)
  expect(attempts).toBe(1)
  expect(performance.now() - began).toBeLessThan(400)
})
