import { parseArgs } from 'node:util'
import type { Effort } from '../src/measure-call.js'
import { type ProductName, products } from './products.js'

/** What the command line asks for. */
export interface BenchOptions {
  /** Where calls are measured, in this order. */
  on: (ProductName | 'pglite')[]
  devices: number
  callers: number[]
  effort: Effort
  /** Names of the calls to measure; all when empty. */
  only: string[]
  /** Fresh processes per entry module; none leaves the entries out. */
  imports: number
  /** Whether the page in docs/ is written. */
  write: boolean
}

/** Reads the command line. Throws an error that names the option which is wrong. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      on: { type: 'string', default: 'postgres,pglite' },
      devices: { type: 'string' },
      callers: { type: 'string', default: '1,64' },
      seconds: { type: 'string' },
      pairs: { type: 'string' },
      only: { type: 'string' },
      imports: { type: 'string' },
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  })
  const { quick } = values
  const on = values.on.split(',').map(productName)
  const whole = (name: 'devices' | 'seconds' | 'pairs' | 'imports', initial: number) =>
    wholeNumber(`--${name}`, values[name] ?? String(initial))
  const mostPairs = whole('pairs', quick ? 41 : 301)
  return {
    on,
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
    // They are the same whatever the database is, and stand on PostgreSQL's page.
    imports: whole('imports', on.includes('postgres') ? 21 : 0),
    write: values.write,
  }
}

function productName(name: string): BenchOptions['on'][number] {
  if (name === 'pglite' || isServer(name)) return name
  throw new Error(`--on knows no ${name}; give some of pglite, ${Object.keys(products).join(', ')}, with commas`)
}

const isServer = (name: string): name is ProductName => Object.hasOwn(products, name)

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text)
  throw new Error(`${option} is no whole number; give digits, for instance ${option} 100`)
}
