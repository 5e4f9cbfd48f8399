import { Console } from 'node:console'
import { PassThrough } from 'node:stream'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ConnectionUrl } from './connection-url.js'
import { Sensitive } from './sensitive.js'

const secret = 'hunter2'
const url = `postgres://u:${secret}@db/x`

function printed(value: unknown): string {
  const stream = new PassThrough()
  const console = new Console(stream)
  console.log('%s %o %j', value, value, value, { nested: [value] })
  console.dir(value, { showHidden: true, depth: 9 })
  console.table([value])
  return String(stream.read())
}

describe.each([
  ['A sensitive text', new Sensitive(secret), '[redacted]', secret],
  ['A sensitive object', new Sensitive({ secret }), '[redacted]', { secret }],
  ['A connection URL', ConnectionUrl.parse(url, 'url'), 'postgres:[redacted]', url],
])('%s', (_, value, shown, exposed) => {
  it.each<[string, (value: unknown) => unknown]>([
    ['console', printed],
    [
      'inspect',
      (one) => inspect({ deep: { list: [one], map: new Map([[one, one]]) } }, { depth: 9, showHidden: true }),
    ],
    ['inspect without its own wish', (one) => inspect(one, { customInspect: false, showHidden: true })],
    ['JSON', (one) => JSON.stringify({ one, list: [one] })],
    ['template', (one) => `${one}`],
    ['concatenation', (one) => `x${String(one)}`],
    ['structured clone', (one) => inspect(structuredClone(one), { showHidden: true })],
    ['spread', (one) => inspect({ ...(one as object) }, { showHidden: true })],
    ['error', (one) => inspect(new Error(`failed: ${one}`))],
  ])('is not shown by %s', (_way, print) => {
    expect(print(value)).not.toContain(secret)
  })

  it('shows what it is', () => {
    expect([String(value), JSON.stringify(value), inspect(value)]).toEqual([shown, `"${shown}"`, shown])
  })

  it('is given when asked for', () => {
    expect(value.expose()).toEqual(exposed)
  })
})
