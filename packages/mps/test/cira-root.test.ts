import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type JsonObject, openSecrets } from '@dmt-providers/core'
import { rewrap } from '@dmt-providers/envelope'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { authority } from '../../../tooling/fixtures/certificates.js'
import { collectingLogger } from '../../host/test/collecting-logger.js'
import { rootFingerprint } from '../src/cira-root/root-fingerprint.js'
import { MpsSecrets } from '../src/mps-secrets.js'

const key = `key=env:DMT_CIRA_ROOT_TEST_KEY`
process.env.DMT_CIRA_ROOT_TEST_KEY = '3'.repeat(64)
process.env.DMT_CIRA_ROOT_NEXT_KEY = '4'.repeat(64)

/** Certificates as MPS makes them, as far as the lock looks at them. */
async function certificates(): Promise<JsonObject> {
  const { certificate } = await authority('MPSRoot-1')
  return {
    mps_tls_config: { key: 'k' },
    web_tls_config: { ca: certificate, key: 'k' },
    root_key: certificate.slice(30, 60),
  }
}

const named = (data: JsonObject) => rootFingerprint(data) ?? ''

describe('The CIRA root of MPS', () => {
  let folder = ''
  let stores = 0
  const { lines, logger } = collectingLogger()
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dmt-cira-root-'))
    lines.length = 0
  })
  afterEach(() => rm(folder, { recursive: true }))

  /** A secret store that nobody has used. */
  const emptyStore = () => `envelope+file:${folder}/secrets-${++stores}?${key}`

  /** A start of MPS on a secret store and its own database, with the settings given. */
  const mps = (secrets_url: string, config: JsonObject = {}) =>
    new MpsSecrets(logger, { config: { secrets_url, connection_string: `pglite:${folder}/db`, ...config } })

  async function activated(secretsUrl: string): Promise<JsonObject> {
    const first = mps(secretsUrl)
    expect(await first.getMPSCerts()).toBeNull()
    const made = await certificates()
    expect(await first.writeSecretWithObject('MPSCerts', { data: made })).toBe(true)
    return made
  }

  it('is recorded with the first certificates, and those are served from then on', async () => {
    const url = emptyStore()
    const made = await activated(url)
    expect(lines.join()).toContain(`CIRA root ${named(made)} is locked`)
    expect(await mps(url).getMPSCerts()).toEqual(made)
  })

  it('is recorded when an older release of the adapter or MPS itself has stored it', async () => {
    const url = emptyStore()
    const made = await certificates()
    await (await openSecrets(url)).put('MPSCerts', made)
    expect(await mps(url).getMPSCerts()).toEqual(made)
    await expect(mps(emptyStore()).getMPSCerts()).rejects.toMatchObject({ code: 'permission-denied' })
  })

  it('keeps MPS from making a new one where the store has none any more', async () => {
    const made = await activated(emptyStore())
    const refused = mps(emptyStore()).getMPSCerts()
    await expect(refused).rejects.toThrow(`has no MPSCerts, but the database of MPS recorded ${named(made)}`)
    await expect(refused).rejects.toThrow(`MPS_CIRA_ROOT=replace:${named(made)}`)
  })

  it('keeps MPS from using or storing another one', async () => {
    const url = emptyStore()
    await activated(url)
    const [other, elsewhere] = [await certificates(), emptyStore()]
    await expect(mps(url).writeSecretWithObject('MPSCerts', { data: other })).rejects.toThrow(named(other))
    await (await openSecrets(elsewhere)).put('MPSCerts', other)
    await expect(mps(elsewhere).getMPSCerts()).rejects.toThrow(`MPSCerts with root ${named(other)}`)
    expect(named((await mps(url).getMPSCerts()) ?? {})).not.toBe(named(other))
  })

  it('lets certificates of the same root be renewed', async () => {
    const url = emptyStore()
    const made = await activated(url)
    const renewed = { ...made, mps_tls_config: { key: 'new' } }
    expect(await mps(url).writeSecretWithObject('MPSCerts', { data: renewed })).toBe(true)
    expect(await mps(url).getMPSCerts()).toEqual(renewed)
  })

  it('is given up only by its name, and only once', async () => {
    const made = await activated(emptyStore())
    const url = emptyStore()
    const cira_root = `replace:${named(made)}`
    await expect(mps(url, { cira_root: `replace:sha256:${'0'.repeat(64)}` }).getMPSCerts()).rejects.toThrow(named(made))
    const accepting = mps(url, { cira_root })
    expect(await accepting.getMPSCerts()).toBeNull()
    const next = await certificates()
    await accepting.writeSecretWithObject('MPSCerts', { data: next })
    expect(lines.join()).toContain(`CIRA root ${named(made)} is replaced`)
    expect(await mps(url).getMPSCerts()).toEqual(next)
    await expect(mps(emptyStore(), { cira_root }).getMPSCerts()).rejects.toThrow(`recorded ${named(next)}`)
  })

  it('can be pinned without a database', async () => {
    const url = emptyStore()
    const made = await activated(url)
    const pinned = { cira_root: named(made).toUpperCase().replace('SHA', 'sha'), connection_string: 'nowhere:' }
    expect(await mps(url, pinned).getMPSCerts()).toEqual(made)
    await expect(mps(emptyStore(), pinned).getMPSCerts()).rejects.toThrow(`MPS_CIRA_ROOT names ${named(made)}`)
  })

  it('can be left unlocked', async () => {
    await activated(emptyStore())
    expect(await mps(emptyStore(), { cira_root: 'unlocked' }).getMPSCerts()).toBeNull()
  })

  it('is the one of the first of several MPS that start at once on an empty store', async () => {
    const url = emptyStore()
    const starting = await Promise.all(
      Array.from({ length: 4 }, async () => ({ service: mps(url), data: await certificates() })),
    )
    for (const { service } of starting) expect(await service.getMPSCerts()).toBeNull()
    const written = starting.map(({ service, data }) => service.writeSecretWithObject('MPSCerts', { data }))
    expect(await Promise.all(written)).toEqual([true, true, true, true])
    const stored = await mps(url).getMPSCerts()
    for (const { data } of starting) expect(data).toEqual(stored)
  })

  it('is borne unlocked where no database can keep it, but never made there', async () => {
    const url = emptyStore()
    const made = await activated(url)
    const nowhere = { connection_string: 'nowhere:x' }
    expect(await mps(url, nowhere).getMPSCerts()).toEqual(made)
    expect(lines.join()).toContain(`lock it by MPS_CIRA_ROOT=${named(made)}`)
    await expect(mps(emptyStore(), nowhere).getMPSCerts()).rejects.toThrow('set MPS_CIRA_ROOT=unlocked')
  })

  it('is neither served nor made while the database that keeps it is away', async () => {
    const away = { connection_string: 'postgres://mps:mps@127.0.0.1:1/mpsdb' }
    const url = emptyStore()
    await activated(url)
    for (const store of [url, emptyStore()])
      await expect(mps(store, away).getMPSCerts()).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('stops a start whose certificates cannot be saved', async () => {
    const url = emptyStore()
    const service = mps(url, { cira_root: 'unlocked' })
    expect(await service.getMPSCerts()).toBeNull()
    const wrong = Reflect.apply(service.writeSecretWithObject, service, ['MPSCerts', {}])
    await expect(wrong).rejects.toMatchObject({ code: 'invalid-argument' })
    const unopened = new MpsSecrets(logger, { config: { secrets_url: 'nowhere:' } })
    await expect(unopened.writeSecretWithObject('MPSCerts', { data: {} })).rejects.toThrow('no provider')
  })

  it('does not disturb secrets that the same database seals', async () => {
    const url = `envelope+pglite:${folder}/db?${key}`
    const made = await activated(url)
    const secrets = await openSecrets(url)
    expect(await secrets.list('')).toEqual(['MPSCerts'])
    const progress = await rewrap(
      `envelope+pglite:${folder}/db?key=env:DMT_CIRA_ROOT_NEXT_KEY&previousKey=${key.slice(4)}`,
    )
    expect(progress).toMatchObject({ rewrapped: 2, failed: [] })
    expect(await mps(`envelope+pglite:${folder}/db?key=env:DMT_CIRA_ROOT_NEXT_KEY`).getMPSCerts()).toEqual(made)
  })

  it.each(['yes', 'sha256:12', 'replace:', `sha256:${'0'.repeat(63)}g`])('cannot be %s', async (cira_root) => {
    await expect(mps(emptyStore(), { cira_root }).getMPSCerts()).rejects.toThrow(
      `MPS_CIRA_ROOT is a text of ${cira_root.length} characters`,
    )
  })
})
