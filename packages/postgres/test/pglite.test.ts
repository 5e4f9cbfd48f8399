import { chmod, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConnectionUrl } from '@dmt-providers/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { asUnprivileged } from '../../../tooling/fixtures/as-unprivileged.js'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { testProgram } from '../../../tooling/fixtures/test-program.js'
import { createPglite, providers } from '../src/index.js'
import { usePglite } from '../src/pglite-instances.js'
import { drivers } from './drivers.js'
import { openStore } from './open-store.js'

const start = testProgram('packages/postgres', 'program.ts', drivers)
const guid = '5a6b7c8d-0000-4000-8000-00000000000a'
const device = { guid, tenantId: '' }

// Making a database takes a second of one core, so several of them take long on a busy machine.
describe('an embedded database in a folder', { timeout: 120_000 }, () => {
  it('is made with its folder, and holds what closed stores wrote', async () => {
    const folder = join(await tempFolder(), 'new', 'database')
    const first = createPglite({ folder })
    await first.devices.insert({ ...device, tags: ['\ufeffa', 'b'], deviceInfo: { '\ufeffk': '\ufeffv' } })
    const expected = await first.devices.get(guid)
    await first.close()
    expect(await openStore({ folder }).devices.get(guid)).toEqual(expected)
    expect(expected).toMatchObject({ tags: ['\ufeffa', 'b'], deviceInfo: { '\ufeffk': '\ufeffv' } })
  })

  it('is one for all stores of a process, however they spell its folder', async () => {
    const folder = await tempFolder()
    const stores = [openStore({ folder }), openStore({ folder: `${folder}/../${folder.split('/').at(-1)}` })]
    await Promise.all(stores.map((store) => store.ping()))
    await stores[0]?.devices.insert(device)
    expect(await stores[1]?.devices.get(guid)).toMatchObject(device)
  })

  it('is closed by its last user, and open for another process then', async () => {
    const folder = await tempFolder()
    const [one, other] = [createPglite({ folder }), createPglite({ folder })]
    await Promise.all([one.ping(), other.ping()])
    await one.close()
    await other.devices.insert(device)
    expect(await lineOf(['ping', folder])).toMatchObject({ error: 'unavailable' })
    await other.close()
    expect(await lineOf(['ping', folder])).toEqual({ fine: true })
  })

  it('may be opened again while it is being closed', async () => {
    const folder = await tempFolder()
    const first = createPglite({ folder })
    await first.devices.insert(device)
    const closing = first.close()
    expect(await openStore({ folder }).devices.get(guid)).toMatchObject(device)
    await closing
  })

  it('is refused to a second process, by the number of the first', async () => {
    const folder = await tempFolder()
    const holder = start(['hold', folder])
    await holder.printed(1)
    await expect(openStore({ folder, retries: 0 }).ping()).rejects.toMatchObject({
      code: 'unavailable',
      retryable: false,
      message: expect.stringMatching(new RegExp(`in use by process ${holder.process.pid}\\b`)),
    })
  })

  it('is the next one’s at once when its holder was killed, with every row that was acknowledged', async () => {
    const folder = await tempFolder()
    const writer = start(['insert', folder])
    await writer.printed(20)
    writer.process.kill('SIGKILL')
    expect(await writer.ended).toBe('SIGKILL')
    const store = openStore({ folder })
    const rows = await store.devices.list({ limit: 10_000 }, 'inserted')
    const kept = new Set(rows.map((row) => row.guid))
    expect(writer.lines.length).toBeGreaterThanOrEqual(20)
    expect(writer.lines.filter((line) => !kept.has(String(line.guid)))).toEqual([])
  })

  it('does not keep a process alive that is done', async () => {
    const program = start(['leave', await tempFolder()])
    expect(await program.ended).toBe(0)
    expect(program.lines).toEqual([{ left: true }])
  })

  it('leaves nothing but the database behind when it is closed', async () => {
    const folder = await tempFolder()
    const store = createPglite({ folder })
    await store.ping()
    await store.close()
    expect(await readdir(folder)).toEqual(['data'])
  })

  it('names a folder that this user may not write', async () => {
    const folder = await tempFolder()
    await chmod(folder, 0o555)
    for (const place of [folder, join(folder, 'new')]) {
      const refusal = asUnprivileged(() => openStore({ folder: place }).ping())
      await expect(refusal).rejects.toMatchObject({
        code: 'permission-denied',
        message: expect.stringContaining(place),
      })
    }
  })

  it.each([
    ['a file', ''],
    ['a place within a file', 'database'],
  ])('is not made of %s', async (_, rest) => {
    const file = join(await tempFolder(), 'file')
    await writeFile(file, 'not a database')
    await expect(openStore({ folder: join(file, rest) }).ping()).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringContaining(file),
    })
  })

  it('opens after a failure once its cause is gone', async () => {
    const folder = await tempFolder()
    const holder = start(['hold', folder])
    await holder.printed(1)
    const store = openStore({ folder, retries: 0 })
    await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable' })
    holder.process.kill('SIGKILL')
    await holder.ended
    await store.ping()
  })

  it('runs a transaction alone, and none whose deadline passed before its turn', async () => {
    const folder = await tempFolder()
    const store = openStore({ folder })
    await store.ping()
    const { pool, release } = await usePglite(folder)
    onTestFinished(release)
    const session = await pool.connect()
    await session.query('begin')
    const profile = {
      profileName: 'P',
      activation: 'a',
      generateRandomPassword: true,
      generateRandomMEBxPassword: true,
    }
    const late = store.profiles.insert({ ...profile, tenantId: '' }, { timeoutMs: 50 })
    const waiting = store.profiles.insert({ ...profile, profileName: 'Q', tenantId: '' })
    await expect(late).rejects.toMatchObject({ code: 'timeout' })
    await session.query('rollback')
    session.release()
    expect(await waiting).toMatchObject({ profileName: 'Q' })
    expect((await store.profiles.list({}, '')).map(({ profileName }) => profileName)).toEqual(['Q'])
  })
})

describe('pglite:memory', () => {
  it('is a database of the store alone, that ends with it', async () => {
    const [one, other] = [openStore({ folder: 'memory' }), openStore({ folder: 'memory' })]
    await one.devices.insert(device)
    expect(await other.devices.get(guid)).toBeUndefined()
  })
})

describe('a URL of an embedded database', () => {
  const open = async (url: string) => {
    const storage = providers.find((provider) => provider.contract === 'storage@1')
    const store = await storage?.open(ConnectionUrl.parse(url, 'url'), {})
    if (store === undefined || !('devices' in store)) throw new Error('no store')
    onTestFinished(() => store.close())
    return store
  }

  it.each(['pglite:', 'pglite://'])('names the folder behind %s, percent-decoded', async (scheme) => {
    const folder = join(await tempFolder(), 'ä b')
    const store = await open(`${scheme}${encodeURI(folder)}?migrate=auto`)
    await store.ping()
    expect(await readdir(folder)).toContain('data')
  })

  it.each([
    ['an unknown parameter', 'pglite:memory?migrat=check', 'did you mean migrate'],
    ['no folder', 'pglite:', 'give a folder, or memory'],
    ['a folder that is not percent-encoded', 'pglite:./%zz', 'percent-encode'],
  ])('is refused with %s', async (_, url, message) => {
    await expect(open(url)).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringContaining(message),
    })
  })

  it('creates nothing with migrate=check', async () => {
    const store = await open('pglite:memory?migrate=check')
    await expect(store.ping()).rejects.toMatchObject({ code: 'unsupported' })
  })
})

async function lineOf(args: readonly string[]) {
  const program = start(args)
  await program.ended
  return program.lines.at(-1)
}
