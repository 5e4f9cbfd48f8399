import { randomBytes } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { openSecrets } from '@dmt-providers/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { sealedFiles } from '../../host/test/sealed-files.js'
import {
  CentralConfig,
  KnownGoodCopy,
  type Launch,
  type LaunchEvent,
  type LaunchOptions,
  launches,
} from '../src/index.js'
import { type TestStore, testStore } from './stores.js'

interface Followed extends Partial<Omit<LaunchOptions, 'lastKnownGood'>> {
  copyIn?: { file: string; maxAgeMs: number }
}

/** The launches of a service on a store, one at a time. */
function following(store: TestStore, { copyIn, ...options }: Followed = {}) {
  const stop = new AbortController()
  const events: LaunchEvent[] = []
  const heard = new Set<() => void>()
  const report = (event: LaunchEvent) => {
    events.push(event)
    for (const wake of heard) wake()
  }
  const service = options.service ?? 'mps'
  const lastKnownGood = copyIn && new KnownGoodCopy({ ...copyIn, service, report })
  const found = launches({
    store: store.another(),
    service,
    ownDocument: {},
    waitMs: 0,
    confirmMs: 200,
    signal: stop.signal,
    report,
    lastKnownGood,
    ...options,
  })
  onTestFinished(() => stop.abort())
  const next = async (): Promise<Launch> => {
    const { value, done } = await found.next()
    if (done === true) throw new Error('the launches have ended')
    return value
  }
  /** The next launch, with which the service runs well. */
  const good = async (): Promise<Launch> => {
    const launch = await next()
    await lastKnownGood?.prove(launch.version)
    return launch
  }
  /** Resolves with the first event of a kind from now or before. */
  const event = async (kind: LaunchEvent['kind'], matching = /./): Promise<string> => {
    for (;;) {
      const one = events.find((candidate) => candidate.kind === kind && matching.test(candidate.message))
      if (one !== undefined) return one.message
      await new Promise<void>((resolve) => heard.add(resolve))
    }
  }
  return { next, good, event, events, stop, found }
}

const seeded = async (document = { common_name: 'one' }) => {
  const store = await testStore()
  const config = new CentralConfig(store.store, 'mps')
  await config.seed(document)
  const set = (key: string, value: string | null) => config.change((before) => ({ ...before, [key]: value }))
  return { store, config, set }
}

describe('what a service is started with', () => {
  it('is the central document over its own, and then each change', async () => {
    const { store, set } = await seeded()
    const { next } = following(store, {
      ownDocument: { common_name: 'own', company: 'own', mps_tls_config: { requestCert: true } },
    })
    expect(await next()).toMatchObject({
      source: 'store',
      document: { common_name: 'one', company: 'own', mps_tls_config: { requestCert: true } },
      changed: ['common_name', 'company', 'mps_tls_config.requestCert'],
    })
    await set('country', 'DE')
    expect(await next()).toMatchObject({ document: { country: 'DE' }, changed: ['country'] })
  })

  it('gives a variable what only the environment can carry', async () => {
    const { store, set } = await seeded()
    const { next } = following(store)
    await next()
    await set('log_level', 'debug')
    expect(await next()).toMatchObject({ variables: { MPS_LOG_LEVEL: 'debug' }, changed: ['log_level'] })
  })

  it('is told once for changes that come faster than it is read, and not for those that alter nothing', async () => {
    const { store, config, set } = await seeded()
    const { next } = following(store, { ownDocument: { company: 'same' } })
    await next()
    for (let at = 1; at <= 100; at += 1) await set('country', `c${at}`)
    expect(await next()).toMatchObject({ document: { country: 'c100' } })
    await config.change((before) => ({ ...before, company: 'same' }))
    await set('country', 'last')
    expect(await next()).toMatchObject({ changed: ['country'] })
  })

  it.each([
    ['no JSON', '{ "jwt_secret": "canary-1', /no JSON/],
    ['a secret in clear', '{ "jwt_secret": "canary-1" }', /jwt_secret: holds a secret/],
    ['a key of one instance', '{ "instance_name": "canary-1" }', /instance_name: belongs to one instance/],
    ['a typo', '{ "common_nmae": "canary-1" }', /did you mean common_name/],
  ])('is kept when the new document has %s', async (_, text, why) => {
    const { store, set } = await seeded()
    const { next, event, events } = following(store)
    await next()
    const coming = next()
    await store.store.put('mps/config', text)
    expect(await event('refused')).toMatch(why)
    await store.store.put('mps/config', '{ "common_name": "good" }')
    expect(await coming).toMatchObject({ document: { common_name: 'good' } })
    await set('country', 'DE')
    await next()
    expect(events.filter(({ kind }) => kind === 'refused')).toHaveLength(1)
    expect(JSON.stringify(events)).not.toContain('canary')
  })

  it('throws at the start when nothing was seeded, and when the document is bad', async () => {
    const empty = await testStore()
    await expect(following(empty).next()).rejects.toMatchObject({ code: 'not-found' })
    await empty.store.put('mps/config', '{ "instance_name": "one" }')
    await expect(following(empty).next()).rejects.toMatchObject({ code: 'invalid-argument' })
  })

  it('goes on when the document is removed or the store goes away, and says so once', { timeout: 30_000 }, async () => {
    const { store, set } = await seeded()
    const { next, event, events } = following(store)
    await next()
    const coming = next()
    await store.away()
    await event('away')
    await store.back()
    await event('back')
    await set('country', 'DE')
    expect(await coming).toMatchObject({ document: { country: 'DE' } })
    expect(events.filter(({ kind }) => kind === 'away')).toHaveLength(1)
  })

  it('ends when the signal fires', async () => {
    const { store } = await seeded()
    const { next, found, stop } = following(store)
    await next()
    const end = found.next()
    stop.abort()
    expect(await end).toEqual({ done: true, value: undefined })
  })
})

describe('a seed', () => {
  it('is written by one of many instances, without secrets and keys of one instance', async () => {
    const store = await testStore()
    const seed = {
      common_name: 'seed',
      instance_name: 'canary-1',
      jwt_secret: 'canary-2',
      vault_token: '',
      web_port: 3000,
    }
    const instances = [1, 2, 3].map((at) =>
      following(store, { seed, ownDocument: { ...seed, instance_name: `own-${at}` } }),
    )
    const found = await Promise.all(instances.map(({ next }) => next()))
    expect(found.map(({ document }) => document.instance_name)).toEqual(['own-1', 'own-2', 'own-3'])
    const told = await Promise.all(instances.map(({ event }) => event('seeded')))
    expect(told.sort()).toEqual([
      'another instance wrote the first configuration',
      'another instance wrote the first configuration',
      'wrote the first configuration',
    ])
    const text = (await store.store.get('mps/config'))?.value
    expect(JSON.parse(text ?? '')).toEqual({ common_name: 'seed' })
  })
})

describe('a reference', () => {
  it('is replaced by the secret, and waited for when it is not there', { timeout: 30_000 }, async () => {
    const { store, config } = await seeded()
    const files = await sealedFiles()
    onTestFinished(() => files.remove())
    const secrets = await openSecrets(files.url)
    onTestFinished(() => secrets.close())
    const { next, event, events } = following(store, { openSecrets: () => openSecrets(files.url) })
    await next()
    const coming = next()
    await config.change((before) => ({ ...before, jwt_secret: { $secret: 'mps/jwt#value' } }))
    expect(await event('refused')).toMatch(/jwt_secret: nothing is at mps\/jwt in the secret store/)
    const value = randomBytes(8).toString('hex')
    await secrets.put('mps/jwt', { value })
    expect(await coming).toMatchObject({ document: { jwt_secret: value }, changed: ['jwt_secret'] })
    expect(JSON.stringify([events, (await store.store.get('mps/config'))?.value])).not.toContain(value)
  })

  it('without a secret store, or with one that cannot be opened, keeps what was before', {
    timeout: 30_000,
  }, async () => {
    const { store, config } = await seeded()
    const files = await sealedFiles()
    onTestFinished(() => files.remove())
    await config.change((before) => ({ ...before, jwt_secret: { $secret: 'mps/jwt#value' } }))
    await expect(following(store).next()).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringContaining('no secret store is named'),
    })
    const denied = following(store, {
      openSecrets: () => openSecrets('envelope+file:./nowhere/secrets?key=file:./none'),
    })
    await expect(denied.next()).rejects.toMatchObject({ code: 'invalid-options' })
  })
})

describe('the last known good copy', () => {
  const copy = async (maxAgeMs = 60_000) => ({ file: join(await tempFolder(), 'mps.json'), maxAgeMs })

  it('starts a service whose store is away, says how old it is, and gives way to the store', {
    timeout: 30_000,
  }, async () => {
    const { store, set } = await seeded()
    const copyIn = await copy()
    const before = following(store, { copyIn })
    await before.good()
    before.stop.abort()
    expect((await stat(copyIn.file)).mode & 0o777).toBe(0o600)
    await set('country', 'DE')
    await store.away()
    const { next, event } = following(store, { copyIn })
    expect(await next()).toMatchObject({ source: 'last-known-good', document: { common_name: 'one' } })
    expect(await event('fallback')).toMatch(/last known good configuration, \d+ seconds? old, because: /)
    await store.back()
    expect(await next()).toMatchObject({ source: 'store', changed: ['country'] })
  })

  it('stands for a bad document too, and never for an absent one', async () => {
    const { store } = await seeded()
    const copyIn = await copy()
    await following(store, { copyIn }).good()
    await store.store.put('mps/config', 'no JSON')
    expect(await following(store, { copyIn }).next()).toMatchObject({ source: 'last-known-good' })
    await expect(following(await testStore(), { copyIn }).next()).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is not used when it is too old, of another service, or broken', async () => {
    const { store } = await seeded()
    const copyIn = await copy()
    await following(store, { copyIn }).good()
    await store.away()
    await expect(following(store, { copyIn: { ...copyIn, maxAgeMs: -1 } }).next()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/the copy is \d+ seconds? old/),
    })
    await expect(following(store, { copyIn, service: 'rps' }).next()).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringContaining('is of another service'),
    })
  })

  it('is not of a document that was not proved', async () => {
    const { store, set } = await seeded()
    const copyIn = await copy()
    const { next, good, stop } = following(store, { copyIn })
    await good()
    await set('country', 'DE')
    await next()
    stop.abort()
    await store.away()
    const { document } = await following(store, { copyIn }).next()
    expect(document).toEqual({ common_name: 'one' })
  })

  it('holds references and no secrets', { timeout: 30_000 }, async () => {
    const { store, config } = await seeded()
    const files = await sealedFiles()
    onTestFinished(() => files.remove())
    const secrets = await openSecrets(files.url)
    const value = randomBytes(8).toString('hex')
    await secrets.put('mps/jwt', { value })
    await secrets.close()
    await config.change((before) => ({ ...before, jwt_secret: { $secret: 'mps/jwt#value' } }))
    const copyIn = await copy()
    const { good } = following(store, { copyIn, openSecrets: () => openSecrets(files.url) })
    expect(await good()).toMatchObject({ document: { jwt_secret: value } })
    const text = await readFile(copyIn.file, 'utf8')
    expect(text).toContain('mps/jwt#value')
    expect(text).not.toContain(value)
  })
})
