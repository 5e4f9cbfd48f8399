import { inspect } from 'node:util'
import { FaultProxy } from '@dmt-providers/conformance'
import { isProviderError, openSecrets, registerProvider, type SecretsStore } from '@dmt-providers/core'
import { providers, type RewrapProgress, registerKeyService, rewrap } from '@dmt-providers/envelope'
import { expect, it, onTestFinished } from 'vitest'
import type { AwsRefusal } from '../../../tooling/fixtures/aws-front.js'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { keyServices } from '../src/index.js'
import { environment, openKey } from './open-keys.js'

for (const provider of providers) registerProvider(provider)
for (const service of keyServices) registerKeyService(service)

const canary = 'Canary-Password-1'
const matrix: string[] = []

async function open(folder: string, query: string, options: object = {}): Promise<SecretsStore> {
  const store = await openSecrets(`envelope+file:${folder}?${query}`, { environment, ...options })
  onTestFinished(() => store.close())
  return store
}

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

/** What KMS says of a key, as its API reference has it; moto knows none of these states. */
const losses: readonly (readonly [string, AwsRefusal, string, RegExp])[] = [
  ['disabled', { type: 'DisabledException', message: 'is disabled.' }, 'permission-denied', /is disabled; enable it/],
  [
    'pending deletion',
    { type: 'KMSInvalidStateException', message: 'arn:aws:kms:… is pending deletion.' },
    'permission-denied',
    /is about to be deleted, and with it every secret.*cancel-key-deletion/,
  ],
  ['being made', { type: 'KMSInvalidStateException', message: 'is Creating' }, 'unavailable', /Creating/],
  ['not found', { type: 'NotFoundException', message: 'Key does not exist' }, 'unauthenticated', /has no such key/],
  [
    'access denied',
    { type: 'AccessDeniedException', message: 'not authorized' },
    'permission-denied',
    /may not be used/,
  ],
  ['throttled', { type: 'ThrottlingException', message: 'Rate exceeded' }, 'limit-exceeded', /Rate exceeded/],
  ['key store away', { type: 'KeyUnavailableException', status: 500 }, 'unavailable', /KeyUnavailable/],
  ['500', { type: 'KMSInternalException', status: 500 }, 'unavailable', /KMSInternal/],
  ['portal', { type: '', status: 502, body: '<html>' }, 'unavailable', /key aws-kms:/],
  ['token expired', { type: 'ExpiredTokenException', message: 'expired' }, 'unauthenticated', /ExpiredToken/],
  [
    'clock skew',
    {
      type: 'InvalidSignatureException',
      message: 'Signature expired: 20261121T000000Z is now earlier than 20261121T001000Z',
      headers: { date: new Date(Date.now() + 3_600_000).toUTCString() },
    },
    'unauthenticated',
    /the clock of this machine is wrong, by \d+ seconds behind AWS/,
  ],
]

await describeOn('moto', 'a key that is', ({ url }) => {
  it.each(losses)('%s is named for what it is, and no secret is absent', async (row, refusal, code, message) => {
    const { source, front } = await openKey(url)
    const folder = await tempFolder()
    const writer = await open(folder, `key=${source}`)
    await writer.put('a', { AMT_PASSWORD: canary })
    front.refuse(refusal)
    const store = await open(folder, `key=${source}%26cacheEntries=0`, { retries: 0 })
    const calls = {
      get: await told(store.get('a')),
      put: await told(store.put('b', { AMT_PASSWORD: canary })),
      delete: await told(store.delete('a')),
      list: await told(store.list('')),
      probe: await told(store.probe()),
    }
    matrix.push(
      `${row.padEnd(18)} ${Object.values(calls)
        .map((one) => one.code.padEnd(18))
        .join(' ')}`,
    )
    // Later ones may be told by the circuit breaker, which leaves a service alone that fails.
    expect(calls.get.text).toMatch(message)
    for (const [call, one] of Object.entries(calls)) {
      expect(one.code, call).toBe(code)
      expect(one.text, call).not.toMatch(/Canary/)
    }
    front.recover()
    const after = await open(folder, `key=${source}`)
    expect((await after.get('a'))?.data).toEqual({ AMT_PASSWORD: canary })
  })

  it.each([
    ['refused', (proxy: FaultProxy) => proxy.refuse(), 'unavailable'],
    ['reset', (proxy: FaultProxy) => proxy.cutMidReply(0), 'unavailable'],
    ['cut', (proxy: FaultProxy) => proxy.cutMidReply(40), 'unavailable'],
    ['hung', (proxy: FaultProxy) => proxy.hang(), 'timeout'],
  ] as const)('%s at its connection is no absent secret either', async (row, fault, code) => {
    const { arn, front } = await openKey(url)
    const proxy = await FaultProxy.start({ host: '127.0.0.1', port: Number(new URL(front.url).port) })
    onTestFinished(() => proxy.close())
    const query = `key=aws-kms:${arn}?endpoint=http://127.0.0.1:${proxy.port}%26cacheEntries=0`
    const folder = await tempFolder()
    const store = await open(folder, query, { retries: 0, timeoutMs: 1_000 })
    await store.put('a', { AMT_PASSWORD: canary })
    await fault(proxy)
    const reads = [await told(store.get('a')), await told(store.put('a', {}))]
    matrix.push(`${row.padEnd(18)} ${reads.map((one) => one.code.padEnd(18)).join(' ')}`)
    expect(reads.map((one) => one.code)).toEqual([code, code])
    await proxy.recover()
  })

  it('named, in one table', () => {
    console.log(
      [
        `fault              get                put                delete             list               probe`,
        ...matrix,
      ].join('\n'),
    )
    expect(matrix).toHaveLength(losses.length + 4)
  })

  it('throttled for a moment is waited for', async () => {
    const { source, front } = await openKey(url)
    const store = await open(await tempFolder(), `key=${source}`)
    front.refuse({ type: 'ThrottlingException' }, { times: 3 })
    await store.put('a', { value: 1 })
    expect((await store.get('a'))?.data).toEqual({ value: 1 })
  })
})

await describeOn('moto', 'two keys', ({ url }) => {
  it('are live at once, while a rewrap moves to the new one and goes on where it was stopped', async () => {
    const [before, after] = [await openKey(url), await openKey(url)]
    const folder = await tempFolder()
    const old = await open(folder, `key=${before.source}`)
    for (let index = 0; index < 20; index++) await old.put(`devices/${index}`, { index })
    const query = `key=${after.source}&previousKey=${before.source}`
    const both = await open(folder, query)
    expect((await both.get('devices/7'))?.data).toEqual({ index: 7 })

    const stop = new AbortController()
    const seen: RewrapProgress[] = []
    const onProgress = (progress: RewrapProgress) => {
      seen.push(progress)
      stop.abort()
    }
    const store = `envelope+file:${folder}?${query}`
    await expect(rewrap(store, { environment, onProgress, signal: stop.signal })).rejects.toMatchObject({
      code: 'aborted',
    })
    const done = seen.at(-1)?.rewrapped ?? 0
    expect(done).toBeGreaterThan(0)
    expect((await both.get('devices/7'))?.data).toEqual({ index: 7 })
    // 20 secrets and the record that proves the key.
    expect(await rewrap(store, { environment })).toMatchObject({ rewrapped: 21 - done, failed: [] })
    const alone = await open(folder, `key=${after.source}`)
    for (let index = 0; index < 20; index++) expect((await alone.get(`devices/${index}`))?.data).toEqual({ index })
  })

  it('of which the old one is lost leave what is under the new one, and say which secrets are gone', async () => {
    const [before, after] = [await openKey(url), await openKey(url)]
    const folder = await tempFolder()
    const old = await open(folder, `key=${before.source}`)
    await old.put('lost', { value: 1 })
    const query = `key=${after.source}&previousKey=${before.source}%26cacheEntries=0`
    const both = await open(folder, query)
    await both.put('kept', { value: 2 })
    before.front.refuse({ type: 'NotFoundException', message: 'Key does not exist' })
    await expect(both.get('lost')).rejects.toMatchObject({ code: 'unauthenticated' })
    expect((await both.get('kept'))?.data).toEqual({ value: 2 })
    const { failed } = await rewrap(`envelope+file:${folder}?${query}`, { environment })
    expect(failed.map(({ path }) => path)).toEqual(['lost'])
  })
})
