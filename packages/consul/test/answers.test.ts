import { setTimeout as pause } from 'node:timers/promises'
import type { ConfigEntry } from '@dmt-providers/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type ConsulOptions, createConsul } from '../src/index.js'
import { type Asked, meta, pair, type Scripted, scriptedConsul } from './scripted-consul.js'

const open = (options: ConsulOptions) => {
  const store = createConsul({ token: 'token-of-the-test', retries: 0, ...options })
  onTestFinished(() => store.close())
  return store
}

const one = [pair('a', 'value', 7)]
const refusal: Scripted = { status: 403, body: 'ACL not found' }

describe('an answer to a read', () => {
  it.each<[string, Scripted, boolean]>([
    [
      'a 404 of a server without a leader',
      { status: 404, headers: { ...meta(7), 'x-consul-knownleader': 'false' } },
      true,
    ],
    [
      'a value of a server without a leader',
      { headers: { ...meta(7), 'x-consul-knownleader': 'false' }, body: one },
      true,
    ],
    ['a 404 without an index', { status: 404 }, false],
    ['the page of a proxy', { status: 404, headers: { 'content-type': 'text/html' }, body: '<html>' }, false],
    ['a login page', { headers: { 'content-type': 'text/html' }, body: '<html>' }, false],
    ['a redirection', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, false],
    ['a text with the headers of Consul', { headers: meta(7), body: 'no JSON' }, false],
    ['another shape', { headers: meta(7), body: { Key: 'a' } }, false],
    ['a page with 502', { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>' }, true],
  ])('is not believed: %s', async (_, answer, retryable) => {
    const { endpoint } = await scriptedConsul(() => answer)
    const store = open({ endpoints: endpoint })
    for (const call of [() => store.get('a'), () => store.list(''), () => store.watch('').next()])
      await expect(call()).rejects.toMatchObject({ code: 'unavailable', retryable })
  })

  it('asks for consistency and for the datacenter, with the token in a header alone', async () => {
    const { endpoint, asked } = await scriptedConsul(() => ({ headers: meta(7), body: one }))
    expect(await open({ endpoints: endpoint, datacenter: 'west' }).get('a')).toMatchObject({ value: 'value' })
    expect(asked).toMatchObject([{ method: 'GET', path: 'kv/a', token: 'token-of-the-test' }])
    expect(asked[0]?.query.toString()).toBe('consistent=&dc=west')
  })

  it('that refuses is believed once the leader has caught up and says it again', async () => {
    const script = [refusal, { status: 404, headers: meta(1) }, { headers: meta(7), body: one }]
    const { endpoint, asked } = await scriptedConsul(() => script.shift() ?? refusal)
    const store = open({ endpoints: endpoint })
    expect(await store.get('a')).toMatchObject({ value: 'value' })
    expect(asked.map(({ token }) => token)).toEqual(['token-of-the-test', undefined, 'token-of-the-test'])
    await expect(store.get('a')).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('that refuses leads to unavailable while the leader has not caught up', async () => {
    const { endpoint } = await scriptedConsul(({ token }) =>
      token === undefined ? { status: 500, body: 'Not ready to serve consistent reads' } : refusal,
    )
    await expect(open({ endpoints: endpoint }).get('a')).rejects.toMatchObject({ code: 'unavailable' })
  })

  it.each([500, 503, 429])('with %i turns to another server', async (status) => {
    const [first, second] = [
      await scriptedConsul(() => ({ status, body: 'No cluster leader' })),
      await scriptedConsul(() => ({ headers: meta(7), body: one })),
    ]
    const store = open({ endpoints: `${first.endpoint},${second.endpoint}`, retries: 1 })
    expect(await store.get('a')).toMatchObject({ value: 'value' })
    expect([first.asked.length, second.asked.length]).toEqual([1, 1])
  })
})

describe('a write', () => {
  const conflict = (What: string): Scripted => ({
    status: 409,
    body: { Results: null, Errors: [{ OpIndex: 0, What }] },
  })

  it.each([
    ['failed to set key "a", index is stale', 'stale-version'],
    ["Permission denied: token with AccessorID '1' lacks permission 'key:write' on \"a\"", 'permission-denied'],
    ['something else', 'internal'],
  ])('that was rolled back since %s', async (told, code) => {
    const { endpoint } = await scriptedConsul(({ token }) => (token === undefined ? refusal : conflict(told)))
    await expect(open({ endpoints: endpoint }).put('a', '1')).rejects.toMatchObject({ code })
  })

  it('that something else answers is not said to have happened', async () => {
    const { endpoint } = await scriptedConsul(() => ({ headers: { 'content-type': 'text/html' }, body: '<html>' }))
    await expect(open({ endpoints: endpoint }).put('a', '1')).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('a watch', () => {
  const isWait = ({ query }: Asked) => query.has('index')

  /** A store on a server that answers lists and waits by these rules, and its watch. */
  const watching = async (rules: {
    list: (asked: Asked) => Scripted
    wait: (asked: Asked) => Scripted | undefined
  }) => {
    const { endpoint, asked } = await scriptedConsul((one) => (isWait(one) ? rules.wait(one) : rules.list(one)))
    const store = open({ endpoints: endpoint, attemptTimeoutMs: 100 })
    const watch = store.watch('')
    return { asked, watch, waits: () => asked.filter(isWait).map(({ query }) => query.get('index')) }
  }
  const values = async (watch: AsyncGenerator<{ value: string }[], void>) =>
    ((await watch.next()).value ?? []).map(({ value }) => value)

  it('takes what a wait answers for what is there, also when the index moved backward, and waits from there on', async () => {
    const indexes = [9, 3, 5]
    let written = 0
    const now = () => ({
      headers: meta(indexes[written] ?? 5),
      body: [pair('a', `value ${written}`, indexes[written] ?? 5)],
    })
    const { asked, watch, waits } = await watching({
      list: now,
      wait: () => (++written < 3 ? now() : undefined),
    })
    expect([await values(watch), await values(watch), await values(watch)]).toEqual([
      ['value 0'],
      ['value 1'],
      ['value 2'],
    ])
    expect(waits()).toEqual(['9', '3'])
    expect(asked).toHaveLength(3)
  })

  it('tells of keys that came and went, and hands out what has not changed as the same objects', async () => {
    const states = [
      [pair('a', '1', 1), pair('c', '1', 2)],
      [pair('a', '1', 1), pair('b', '1', 3), pair('c', '1', 2)],
      [pair('b', '2', 4), pair('c', '1', 2)],
      [],
      [pair('c', '1', 2)],
    ]
    let at = 0
    const now = () => {
      const body = states[at]
      return body?.length === 0 ? { status: 404, headers: meta(7 + at) } : { headers: meta(7 + at), body }
    }
    const { watch } = await watching({ list: now, wait: () => (++at < states.length ? now() : undefined) })
    const seen: ConfigEntry[][] = []
    for (let count = 0; count < states.length; count++) seen.push((await watch.next()).value ?? [])
    expect(seen.map((entries) => entries.map(({ key, value }) => `${key}${value}`).join(' '))).toEqual([
      'a1 c1',
      'a1 b1 c1',
      'b2 c1',
      '',
      'c1',
    ])
    expect(seen[1]?.[0]).toBe(seen[0]?.[0])
    expect(seen[1]?.[2]).toBe(seen[0]?.[1])
    expect(seen[2]?.[1]).toBe(seen[0]?.[1])
  })

  it('proves an empty answer of a wait as it does that of a list', async () => {
    let removed = false
    const { watch } = await watching({
      list: ({ query }) => {
        if (!removed) return { headers: meta(7), body: one }
        return query.has('recurse') ? { status: 404, headers: meta(8) } : refusal
      },
      wait: () => {
        removed = true
        return { status: 404, headers: meta(8) }
      },
    })
    await values(watch)
    await expect(watch.next()).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('refuses an answer of a wait of which something was left out', async () => {
    const filtered = { ...meta(8), 'x-consul-results-filtered-by-acls': 'true' }
    let waited = false
    const { watch } = await watching({
      list: () => ({ headers: waited ? filtered : meta(7), body: one }),
      wait: () => {
        waited = true
        return { headers: filtered, body: [] }
      },
    })
    await values(watch)
    await expect(watch.next()).rejects.toMatchObject({ code: 'permission-denied' })
  })

  it('waits for the names alone where the listing is large, and lists once the index moved', async () => {
    const large = 'x'.repeat(300_000)
    let written = 0
    const { asked, watch, waits } = await watching({
      list: () => ({ headers: meta(7 + written), body: [pair('a', `${written}${large}`, 7 + written)] }),
      wait: () => (++written < 3 ? { headers: meta(7 + written), body: ['a'] } : undefined),
    })
    const begins = async () => (await values(watch)).map((value) => value[0])
    expect([await begins(), await begins(), await begins()]).toEqual([['0'], ['1'], ['2']])
    expect(waits()).toEqual(['7', '8'])
    for (const { query } of asked.filter(isWait)) expect(query.has('keys')).toBe(true)
  })

  it('never waits for index 0, which would be no wait', async () => {
    const { watch, waits } = await watching({
      list: () => ({ headers: meta(0), body: one }),
      wait: () => undefined,
    })
    await values(watch)
    watch.next().catch(() => undefined)
    await expect.poll(waits).toEqual(['1'])
  })

  it.each([
    ['small', '', { body: one }],
    ['large', 'x'.repeat(300_000), { body: ['a'] }],
  ])('does not look again when the wait is over and a %s place as it was', async (_, more, answer) => {
    let waited = 0
    const { watch, asked } = await watching({
      list: () => ({ headers: meta(7), body: [pair('a', `value${more}`, 7)] }),
      wait: () => (++waited < 3 ? { headers: meta(7), ...answer } : undefined),
    })
    await values(watch)
    watch.next().catch(() => undefined)
    await expect.poll(() => waited, { timeout: 10_000 }).toBe(3)
    expect(asked.filter((request) => !isWait(request))).toHaveLength(1)
  })

  it.each([
    ['the index moves and nothing changes', 1],
    ['nothing waits', 0],
  ])('asks with pauses while %s', async (_, step) => {
    let index = 7
    const { watch, asked } = await watching({
      list: () => ({ headers: meta(index), body: one }),
      wait: () => {
        index += step
        return { headers: meta(index), body: one }
      },
    })
    await values(watch)
    watch.next().catch(() => undefined)
    await pause(2_000)
    expect(asked.length).toBeGreaterThan(3)
    expect(asked.length).toBeLessThan(15)
  })

  it.each([
    [400, 'Invalid index', 'invalid-argument'],
    [403, "Permission denied: token with AccessorID 'a' lacks permission 'key:list' on \"\"", 'permission-denied'],
    [403, 'ACL not found', 'unauthenticated'],
  ])('that gets %i %s throws', async (status, body, code) => {
    let refuses = false
    const refused = { status, body }
    const { watch } = await watching({
      list: () => (refuses ? refused : { headers: meta(7), body: one }),
      wait: () => {
        refuses = true
        return refused
      },
    })
    await values(watch)
    await expect(watch.next()).rejects.toMatchObject({ code })
  })

  it('that gets 500 goes on', async () => {
    let failures = 0
    const { watch } = await watching({
      list: () => ({ headers: meta(7 + failures), body: [pair('a', String(failures), 7 + failures)] }),
      wait: () => (++failures < 4 ? { status: 500, body: 'No cluster leader' } : undefined),
    })
    for (const value of ['0', '1', '2', '3']) expect(await values(watch)).toEqual([value])
  })

  it('gives a connection up that stays silent for longer than the wait', { timeout: 30_000 }, async () => {
    let waited = 0
    const { watch } = await watching({
      list: () => ({ headers: meta(7 + waited), body: [pair('a', String(waited), 7 + waited)] }),
      wait: () => void waited++,
    })
    expect(await values(watch)).toEqual(['0'])
    const began = performance.now()
    expect(await values(watch)).toEqual(['1'])
    const took = performance.now() - began
    expect(took).toBeGreaterThan(10_500)
    expect(took).toBeLessThan(14_000)
  })
})
