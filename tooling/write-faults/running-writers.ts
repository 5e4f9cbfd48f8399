import { expect } from 'vitest'
import type { Line, Running } from '../fixtures/running-program.js'

/** Writes that must be acknowledged before a fault and after it, so that all callers are at work. */
const enough = 500

/** 64 writers at work in a process of their own, which notes in a file what it wrote. */
export interface RunningWriters {
  /** Resolves once so many further writes are acknowledged. */
  acknowledgedMore(count: number): Promise<void>
  /** Resolves with the time of the first acknowledgement after an instant, both in milliseconds since 1970. */
  acknowledgedAfter(instant: number): Promise<number>
  /** Ends the writers; throws unless the process did so by itself and nothing escaped its handlers. */
  end(): Promise<void>
}

/** Follows a process of `writeLedger`; resolves once all its callers write. */
export async function followWriters(program: Running): Promise<RunningWriters> {
  const line = async (wanted: (line: Line) => boolean): Promise<Line> => {
    for (let place = 0; ; place++) {
      await program.printed(place + 1)
      const found = program.lines[place]
      if (found === undefined) throw new Error('the writers have ended')
      if (wanted(found)) return found
    }
  }
  const acknowledgedMore = async (count: number) => {
    const before = Number(program.lines.findLast(({ acknowledged }) => acknowledged !== undefined)?.acknowledged ?? 0)
    await line(({ acknowledged }) => Number(acknowledged) >= before + count)
  }
  await acknowledgedMore(enough)
  return {
    acknowledgedMore,
    acknowledgedAfter: async (instant) => Number((await line(({ at }) => Number(at) >= instant)).at),
    async end() {
      await acknowledgedMore(enough)
      program.process.stdin?.end()
      expect(await program.ended).toBe(0)
      expect(program.lines.filter(({ stray }) => stray !== undefined)).toEqual([])
    },
  }
}
