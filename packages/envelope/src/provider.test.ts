import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Environment, openSecrets, type Provider, type RecordDriver, registerProvider } from '@dmt-providers/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { FileRecords } from './file-records/file-records.js'
import { generateKey } from './key-text.js'
import { providers } from './provider.js'

const environment = new Environment({})

async function place() {
  const above = await tempFolder()
  await writeFile(join(above, 'key'), generateKey(), { mode: 0o600 })
  return { above, folder: join(above, 'store'), key: `file:${join(above, 'key')}` }
}

beforeAll(() => {
  for (const provider of providers) registerProvider(provider)
})

describe('envelope+file: URLs', () => {
  it('name a folder and a key, and the options by their names', async () => {
    const { folder, key } = await place()
    const url = `envelope+file:${folder}?key=${key}&keepVersions=2&create=true`
    const store = await openSecrets(url, { environment })
    for (let n = 1; n <= 3; n++) await store.put('a', { n })
    expect(store.provider).toBe('envelope')
    expect(await store.versions('a')).toEqual(['3', '2'])
  })

  it('may be relative to the working directory, absolute, or file URLs', async () => {
    const { above, folder, key } = await place()
    await mkdir(join(above, 'with space'))
    const spaced = pathToFileURL(join(above, 'with space', 'store')).pathname
    for (const [path, made] of [
      [relative('.', folder), folder],
      [`//${spaced}`, join(above, 'with space', 'store')],
    ] as const) {
      await (await openSecrets(`envelope+file:${path}?key=${key}`, { environment })).put('a', {})
      expect(existsSync(made)).toBe(true)
    }
  })

  it('take previous keys, repeated or separated by commas', async () => {
    const { above, folder, key } = await place()
    await (await openSecrets(`envelope+file:${folder}?key=${key}`, { environment })).put('a', { n: 1 })
    const keys = new Environment({ NEW: generateKey(), OTHER: generateKey() })
    for (const previous of [
      `previousKey=env:OTHER&previousKey=${key}`,
      `previousKey=${encodeURIComponent(`env:OTHER,${key}`)}`,
    ]) {
      const store = await openSecrets(`envelope+file:${folder}?key=env:NEW&${previous}`, { environment: keys })
      expect((await store.get('a'))?.data).toEqual({ n: 1 })
    }
    expect(existsSync(join(above, 'store'))).toBe(true)
  })

  it('take the key from the environment', async () => {
    const { folder } = await place()
    const given = new Environment({ DMT_ENVELOPE_KEY: generateKey() })
    const store = await openSecrets(`envelope+file:${folder}`, { environment: given })
    expect(await store.put('a', {})).toBe('1')
  })

  it.each([
    ['', 'folder: names no file'],
    ['//server/share', 'folder: is no path of this machine'],
    ['./f?key=env:NONE', 'NONE is not set'],
    ['./f?kye=env:K', 'kye: unknown parameter of an envelope+file URL (did you mean key?)'],
    ['./f?key=env:K&key=env:K', 'key: stands 2 times'],
    ['./f?key=env:K&keepVersions=many', 'keepVersions: give a number'],
    ['./f?key=env:K&create=maybe', 'create: give true or false'],
    ['./f', 'key (DMT_ENVELOPE_KEY): is missing'],
  ])('like envelope+file:%s are refused', async (rest, problem) => {
    const given = new Environment({ K: generateKey() })
    await expect(openSecrets(`envelope+file:${rest}`, { environment: given })).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringContaining(problem),
    })
  })

  it('must not hold a key, which is not repeated either', async () => {
    const key = generateKey()
    for (const name of ['key', 'previousKey']) {
      const url = `envelope+file:./f?${name}=${encodeURIComponent(key)}`
      const error: unknown = await openSecrets(url, { environment }).catch((one: unknown) => one)
      expect(error).toMatchObject({ code: 'invalid-options', message: expect.stringContaining('out of the URL') })
      expect(String(error)).not.toContain(key)
    }
  })
})

describe('envelope+ any storage URL', () => {
  const opened: { url: string; records: Closing }[] = []

  beforeAll(() => {
    const provider: Provider<'records'> = {
      contract: 'records@1',
      name: 'kept-elsewhere',
      schemes: ['elsewhere'],
      async open(url) {
        const records = new Closing(folderIn(url.expose()))
        opened.push({ url: url.expose(), records })
        return records
      },
    }
    registerProvider(provider)
  })

  it('keeps sealed records where the URL says, which gets its own parameters and no key', async () => {
    const { folder, key } = await place()
    const store = await openSecrets(
      `envelope+elsewhere://user:pw@host/${folder}?ssl=true&key=${key}&keepVersions=3&previousKey=${key}&pool=2`,
      { environment },
    )
    await store.put('a', { n: 1 })
    expect((await store.get('a'))?.data).toEqual({ n: 1 })
    const last = opened.at(-1)
    expect(last?.url).toBe(`elsewhere://user:pw@host/${folder}?ssl=true&pool=2`)
    expect(last?.records.closed).toBe(false)
    await store.close()
    expect(last?.records.closed).toBe(true)
  })

  it('lets go of the records when an option cannot work', async () => {
    const { folder } = await place()
    const url = `envelope+elsewhere://host/${folder}?key=env:NONE`
    await expect(openSecrets(url, { environment })).rejects.toMatchObject({ code: 'invalid-options' })
    expect(opened.at(-1)?.records.closed).toBe(true)
  })

  it('that nothing serves is refused by name', async () => {
    await expect(openSecrets('envelope+postgras://host/db?key=env:K', { environment })).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringContaining('did you mean postgres?'),
    })
  })
})

class Closing extends FileRecords implements RecordDriver {
  closed = false

  override async close(): Promise<void> {
    this.closed = true
  }
}

function folderIn(url: string): string {
  return url.replace(/^elsewhere:\/\/[^/]*\//, '').replace(/\?.*$/, '')
}
