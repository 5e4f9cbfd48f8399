import { parseArgs } from 'node:util'
import type { Effort } from '../src/measure-call.js'

/** What the command line asks for. */
export interface BenchOptions {
  devices: number
  callers: number[]
  effort: Effort
  /** Names of the calls to measure; all when empty. */
  only: string[]
  /** Whether the embedded database is measured too. */
  pglite: boolean
  /** Fresh processes per entry module; none leaves the entries out. */
  imports: number
  /** Whether docs/performance.md is written. */
  write: boolean
}

/** Reads the command line. Throws an error that names the option which is wrong. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      devices: { type: 'string' },
      callers: { type: 'string', default: '1,64' },
      seconds: { type: 'string' },
      pairs: { type: 'string' },
      only: { type: 'string' },
      imports: { type: 'string', default: '21' },
      'no-pglite': { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  })
  const { quick } = values
  const whole = (name: 'devices' | 'seconds' | 'pairs' | 'imports', initial: number) =>
    wholeNumber(`--${name}`, values[name] ?? String(initial))
  const mostPairs = whole('pairs', quick ? 41 : 301)
  return {
    devices: whole('devices', quick ? 10_000 : 100_000),
    callers: values.callers.split(',').map((number) => wholeNumber('--callers', number)),
    effort: {
      sliceSeconds: 0.04,
      warmUpSeconds: quick ? 1 : 2,
      secondsPerCall: whole('seconds', quick ? 2 : 20),
      leastPairs: Math.min(mostPairs, 7),
      mostPairs,
    },
    only: values.only?.split(';') ?? [],
    pglite: !values['no-pglite'],
    imports: whole('imports', 21),
    write: values.write,
  }
}

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text)
  throw new Error(`${option} is no whole number; give digits, for instance ${option} 100`)
}
