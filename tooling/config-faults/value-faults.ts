import { expect } from 'vitest'
import type { Fault } from './fault.js'

/** Texts that are nearly JSON, or not at all; whether a value is fit for a service is not the store's to say. */
const noJson = ['{"log_level":"silly"', '{"a":1}}', '\ufeff{}', 'log_level: info\n', '\u0001\u001f', '']

/** Faults of what is written. */
export const valueFaults: readonly Fault[] = [
  {
    title: 'when a value is too large: it is refused and the old one is kept',
    async run(_, watched, { tooLarge }) {
      await watched.put('kept')
      await watched.arrives('kept')
      await expect(watched.writer.put(watched.key, 'x'.repeat(tooLarge))).rejects.toMatchObject({
        code: 'limit-exceeded',
      })
      expect((await watched.store.get(watched.key))?.value).toBe('kept')
    },
  },
  {
    title: 'when a value is no valid JSON: it arrives as it was written',
    async run(_, watched) {
      for (const value of noJson) {
        await watched.put(value)
        await watched.arrives(value)
        expect((await watched.store.get(watched.key))?.value).toBe(value)
      }
    },
  },
  {
    title: 'when there are 100 changes within a second',
    async run(_, watched) {
      const arrived = watched.arrives('100')
      for (let value = 1; value <= 100; value += 1) await watched.put(String(value))
      await arrived
    },
  },
]
