import { expect, it } from 'vitest'
import type { ConfigPlace } from './config-place.js'
import { onEveryStore } from './every-store.js'
import { seeded } from './seeded.js'

await onEveryStore('config watch', (open) => {
  it('prints what is there and each change, key by key, until it is interrupted', async () => {
    const place = await seeded(await open())
    const { mps } = place
    const { code, out, err } = await watching(
      place,
      [],
      [
        () => mps(['set', 'log_level', 'debug']),
        () => mps(['set', 'jwt_secret', '--secret-path', 'mps'], { input: 'canary-1' }),
        () => mps(['unset', 'common_name']),
      ],
    )
    expect([code, err]).toEqual([130, ''])
    expect(out.split('\n').map((line) => line.replace(/^20\S+Z {2}/, ''))).toEqual([
      expect.stringMatching(/^version \S+, 4 keys$/),
      'log_level: set to debug',
      'jwt_secret: set to secret:mps#jwt_secret',
      'common_name: removed, was mps.example.com',
    ])
  })

  it('tells of the first document, and keeps the last one that can be read', async () => {
    const place = await open()
    const store = await place.store()
    const write = (text: string) => () => store.put('mps/config', text)
    const { code, out, err } = await watching(
      place,
      ['--json'],
      [
        write('{ "common_name": "a" }'),
        // Written again without a change: no line tells of it, so the next one is written at once.
        () => write('{"common_name":"a"}')().then(write('{ "common_name": "canary-b" ')),
        write('{ "common_name": "c", "port": 1 }'),
        async () => 'the change is told, and what is wrong with it follows',
      ],
    )
    expect(code).toBe(130)
    expect(out.split('\n').map((line) => JSON.parse(line))).toMatchObject([
      { service: 'mps', there: false },
      { there: true, keys: 1 },
      {
        changes: [
          { key: 'common_name', before: 'a', after: 'c' },
          { key: 'port', after: 1 },
        ],
      },
    ])
    expect(err).toBe(
      [
        'dmt-providers: services refuse this document: mps/config: 28 characters that are no JSON',
        'dmt-providers: services refuse this document: port: belongs to one instance; set it in the file or environment of each',
      ].join('\n'),
    )
  })
})

/** Watches, does one step after each line, and interrupts after the line that follows the last one. */
async function watching({ mps }: ConfigPlace, args: readonly string[], steps: readonly (() => Promise<unknown>)[]) {
  const interrupted = new AbortController()
  const left = [...steps]
  const doing: Promise<unknown>[] = []
  const heard = () => {
    const step = left.shift()
    if (step === undefined) interrupted.abort()
    else doing.push(step())
  }
  const run = await mps(['watch', ...args], { signal: interrupted.signal, heard })
  await Promise.all(doing)
  return run
}
