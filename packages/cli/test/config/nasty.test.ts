import { describe, expect, it } from 'vitest'
import { configPlace } from './config-place.js'

/** Names that no service knows, and that a careless program stumbles over. */
const nastyKeys = [
  '',
  '.',
  'a.',
  '.a',
  'a..b',
  '__proto__',
  '__proto__.listen_any',
  'constructor.prototype',
  'a.prototype',
]

async function place(document: unknown = { common_name: 'a' }) {
  const one = await configPlace()
  expect((await one.mps(['seed', '--file', await one.file(document)])).code).toBe(0)
  return one
}

describe('nasty keys', () => {
  it.each(nastyKeys)('"%s" is refused, and nothing is changed', async (key) => {
    const { mps } = await place()
    for (const args of [
      ['set', key, '1'],
      ['set', key, '1', '--allow-unknown'],
    ]) {
      expect(await mps(args)).toMatchObject({ code: 4, out: '', err: expect.stringContaining('is no name of a key') })
    }
    expect(await mps(['unset', key])).toMatchObject({ code: 0, out: expect.stringContaining('nothing to change') })
    expect((await mps(['get', key])).code).toBe(1)
    expect(JSON.parse((await mps(['get'])).out)).toEqual({ common_name: 'a' })
    expect(Reflect.get({}, 'listen_any')).toBeUndefined()
  })

  it('are refused in a file, and taken out of a document that somebody wrote with another program', async () => {
    const one = await configPlace()
    const text = '{ "common_name": "a", "__proto__": { "listen_any": true }, "b.c": "canary-1", "d": { "e.f": 1 } }'
    const refused = await one.mps(['seed', '--file', await one.file(text)])
    expect(refused).toMatchObject({ code: 4, out: '' })
    for (const key of ['__proto__.listen_any', 'b.c', 'd.e.f']) expect(refused.err).toContain(`${key}: `)

    const store = await one.store()
    await store.put('mps/config', text)
    const shown = await one.mps(['get'])
    expect(shown.err).toContain('services refuse this document: b.c: has a dot within one name')
    expect(shown.out + shown.err).not.toContain('canary')
    for (const key of ['__proto__', 'b.c', 'd']) expect((await one.mps(['unset', key])).code).toBe(0)
    expect(await one.mps(['get'])).toEqual({ code: 0, out: JSON.stringify({ common_name: 'a' }, null, 2), err: '' })
  })

  it('with what moves the cursor are escaped, and so are values', async () => {
    const { mps, store } = await place()
    const clear = '\u001b[2J'
    const document = { [`x${clear}`]: 1, common_name: `b${clear}\u202e`, jwt_issuer: 'two words' }
    await (await store()).put('mps/config', JSON.stringify(document))
    for (const args of [['history', '--json'], ['diff', '--all'], ['get'], ['rollback', '1']]) {
      const { out, err } = await mps(args)
      for (const unseen of ['\u001b', '\u202e']) expect(out + err).not.toContain(unseen)
    }
  })
})

describe('big documents', () => {
  it('are seeded, changed, listed and cut to lines, a hundred kilobytes of them', async () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`next_release_${at}`, 'x'.repeat(100)]))
    const { mps } = await place({ ...many, web_tls_cert: `-----BEGIN CERTIFICATE-----\n${'A'.repeat(20_000)}` })
    expect((await mps(['set', 'common_name', 'b'])).out.split('\n')).toHaveLength(2)
    const cut = await mps(['unset', 'web_tls_cert'])
    expect(cut.out.split('\n')[0]).toMatch(
      /^web_tls_cert: removed, was "-----BEGIN CERTIFICATE-----\\nA+… \(20031 characters\)$/,
    )
    expect((await mps(['history'])).out).toContain('and 998 more')
    expect(Object.keys(JSON.parse((await mps(['get'])).out))).toHaveLength(1_001)
  })
})

describe('what is no document', () => {
  it.each(['', 'null', '[]', '{ "a": 1', '"canary-1"', 'canary-1'])(
    '%j is refused and told, and a rollback mends it',
    async (text) => {
      const { mps, store } = await place()
      await (await store()).put('mps/config', text)
      for (const args of [['get'], ['set', 'log_level', 'info'], ['unset', 'common_name'], ['diff']]) {
        const { code, out, err } = await mps(args)
        expect([code, out, err]).toEqual([4, '', expect.stringMatching(/^dmt-providers: mps\/config: /)])
        expect(err).not.toContain('canary')
      }
      expect((await mps(['seed', '--file', '-'], { input: '{}' })).code).toBe(0)
      expect((await mps(['rollback', '1'])).code).toBe(0)
      expect((await mps(['get', 'common_name'])).out).toBe('a')
    },
  )
})
