import { inspect } from 'node:util'
import { FaultProxy } from '@dmt-providers/conformance'
import { isProviderError, type SecretsStore } from '@dmt-providers/core'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { openPlace } from './open-place.js'
import { refusals } from './refusals.js'

const canary = 'Canary-Password-1'
const columns = ['get', 'put', 'delete', 'list', 'probe'] as const
const matrix = new Map<string, readonly string[]>()

afterAll(() => {
  const line = (cells: readonly string[]) =>
    cells
      .map((cell) => cell.padEnd(19))
      .join('')
      .trimEnd()
  const rows = [...matrix].map(([fault, codes]) => line([fault, ...codes]))
  console.log([line(['fault', ...columns]), ...rows].join('\n'))
})

/** What a call comes to: `absent` only where the store said that nothing is there. */
async function told(call: Promise<unknown>): Promise<{ code: string; text: string }> {
  try {
    const found = await call
    return { code: found === undefined ? 'absent' : 'answered', text: '' }
  } catch (error) {
    return {
      code: isProviderError(error) ? error.code : 'thrown',
      text: inspect(error, { depth: 9, showHidden: true }),
    }
  }
}

/** Every call on a store that has a secret at `a`; none may say that it is absent, nor show it. */
async function run(row: string, store: SecretsStore) {
  const answers = {
    get: await told(store.get('a')),
    put: await told(store.put('b', { AMT_PASSWORD: canary })),
    delete: await told(store.delete('c')),
    list: await told(store.list('')),
    probe: await told(store.probe()),
  }
  matrix.set(
    row,
    columns.map((column) => answers[column].code),
  )
  for (const [call, { code, text }] of Object.entries(answers)) {
    expect(code, call).not.toBe('absent')
    expect(text, call).not.toMatch(/Canary/)
  }
  return answers
}

await describeOn('moto', 'a fault of AWS', ({ url }) => {
  it.each(refusals)('%s is told as it is, and nothing is absent', async (row, refusal, code, text) => {
    const { front, open } = await openPlace(url)
    await open().put('a', { AMT_PASSWORD: canary })
    front.refuse(refusal)
    const answers = await run(row, open({ endpoint: front.url, retries: 0 }))
    expect(answers.get.text).toMatch(text)
    for (const call of columns) expect(answers[call].code, call).toBe(code)
    front.recover()
    expect((await open({ endpoint: front.url }).get('a'))?.data).toEqual({ AMT_PASSWORD: canary })
  })

  it('that is a wrong clock is put right by the second attempt', async () => {
    const { front, store } = await openPlace(url)
    await store.put('a', { value: 1 })
    const date = new Date(Date.now() + 3_600_000).toUTCString()
    front.refuse({ type: 'RequestTimeTooSkewed', headers: { date } }, { times: 1 })
    expect((await store.get('a'))?.data).toEqual({ value: 1 })
  })

  it('that is a storm of throttling is waited for by every caller', async () => {
    const { front, store } = await openPlace(url)
    const paths = Array.from({ length: 30 }, (_, index) => `devices/${index}`)
    for (const path of paths) await store.put(path, { path })
    front.refuse({ type: 'ThrottlingException' }, { action: 'GetSecretValue', times: 40 })
    const read = await Promise.all(paths.map((path) => store.get(path)))
    expect(read.map((secret) => secret?.data.path)).toEqual(paths)
  })

  it('that keeps one right back is found by the first probe', async () => {
    const { front, open } = await openPlace(url)
    for (const action of ['GetSecretValue', 'DescribeSecret', 'PutSecretValue', 'RestoreSecret', 'DeleteSecret']) {
      front.refuse({ type: 'AccessDeniedException' }, { action })
      await expect(open({ endpoint: front.url }).probe()).rejects.toMatchObject({ code: 'permission-denied' })
      front.recover()
    }
    const store = open({ endpoint: front.url })
    await store.probe()
    front.calls.length = 0
    await store.probe()
    expect(front.calls).toEqual(['GetSecretValue'])
  })
})

await describeOn('moto', 'a fault of the network', ({ url }) => {
  it.each([
    ['refused', (proxy: FaultProxy) => proxy.refuse(), 'unavailable'],
    ['reset', (proxy: FaultProxy) => proxy.cutMidReply(0), 'unavailable'],
    ['cut within a reply', (proxy: FaultProxy) => proxy.cutMidReply(300), 'unavailable'],
    ['hung', (proxy: FaultProxy) => proxy.hang(), 'timeout'],
  ] as const)('%s is told as it is, and nothing is absent', async (row, fault, code) => {
    const { open } = await openPlace(url)
    await open().put('a', { AMT_PASSWORD: canary })
    const proxy = await FaultProxy.start({ host: '127.0.0.1', port: Number(new URL(url).port) })
    onTestFinished(() => proxy.close())
    const store = open({ endpoint: `http://127.0.0.1:${proxy.port}`, retries: 0, timeoutMs: 700 })
    await store.list('')
    await fault(proxy)
    const answers = await run(row, store)
    expect(answers.get.code).toBe(code)
    await proxy.recover()
  })

  it('is told by an attempt that takes too long, before the whole call does', async () => {
    const { open } = await openPlace(url)
    await open().put('a', { value: 1 })
    const proxy = await FaultProxy.start({ host: '127.0.0.1', port: Number(new URL(url).port) })
    onTestFinished(() => proxy.close())
    proxy.hang()
    const at = { endpoint: `http://127.0.0.1:${proxy.port}`, attemptTimeoutMs: 300 }
    expect((await run('one attempt hung', open({ ...at, retries: 0 }))).get.code).toBe('unavailable')
  })
})

describe('where AWS cannot be asked at all', () => {
  it('a region without servers is told', async () => {
    const { open } = await openPlace('http://127.0.0.1:1')
    const answers = await run('wrong region', open({ region: 'eu-mars-1', endpoint: undefined, retries: 0 }))
    expect(answers.get).toMatchObject({ code: 'unavailable', text: expect.stringContaining('eu-mars-1') })
  })

  it('missing credentials are told', async () => {
    const { open } = await openPlace('http://127.0.0.1:1')
    const variables = {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/no/such',
      AWS_SHARED_CREDENTIALS_FILE: '/no/such',
    }
    const answers = await run('no credentials', open({ retries: 0 }, variables))
    for (const call of columns) expect(answers[call].code, call).toBe('unauthenticated')
    expect(answers.get.text).toContain('credentials of AWS: ')
  })
})
