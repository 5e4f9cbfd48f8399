import { execFile } from 'node:child_process'
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Environment, openSecrets, registerProvider } from '@dmt-providers/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { providers } from '../src/index.js'

const run = promisify(execFile)
const example = new URL('..', import.meta.url).pathname
const environment = new Environment({ sealed_file_passphrase: 'a passphrase for tests' })
let folder = ''

for (const provider of providers) registerProvider(provider)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealed-file-'))
})
afterEach(async () => await rm(folder, { recursive: true }))

describe('a registered provider', () => {
  it('is found by the scheme of a URL', async () => {
    const store = await openSecrets(`sealed-file:${join(folder, 's.json')}?create=true`, { environment })
    await store.put('a', { value: 1 })
    expect((await store.get('a'))?.data).toEqual({ value: 1 })
    expect(store.provider).toBe('sealed-file')
  })

  it('takes a missing file for an outage, unless it may make one', async () => {
    const store = await openSecrets(`sealed-file:${join(folder, 's.json')}`, { environment })
    await expect(store.get('a')).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('makes a file once: one that is gone later is an outage', async () => {
    const store = await openSecrets(`sealed-file:${join(folder, 's.json')}?create=true`, { environment })
    await store.put('MPSCerts', { root_key: 'r' })
    await rm(join(folder, 's.json'))
    await expect(store.get('MPSCerts')).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('names a typo in the URL and its own variable, and no value', async () => {
    const store = openSecrets('sealed-file:./s.json?craete=true', { environment: new Environment({}) })
    await expect(store).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringMatching(
        /passphrase \(SEALED_FILE_PASSPHRASE\).*craete: unknown option, did you mean create/,
      ),
    })
  })

  it('takes a file that is no JSON for a damage', async () => {
    await writeFile(join(folder, 's.json'), 'not JSON')
    const store = await openSecrets(`sealed-file:${join(folder, 's.json')}?create=true`, { environment })
    await expect(store.list('')).rejects.toMatchObject({ code: 'internal' })
  })
})

describe('the built package', () => {
  const start = async (url: string) => {
    const env = { ...process.env, DMT_PROVIDER_PACKAGES: 'sealed-file-secrets', SECRETS_URL: url }
    return (await run(process.execPath, ['dist/start.js'], { cwd: example, env })).stdout
  }

  it('is found by its name in DMT_PROVIDER_PACKAGES, and keeps its secrets from one start to the next', async () => {
    await expect(access(join(example, 'dist/start.js')), 'build the example first').resolves.toBeUndefined()
    const url = `sealed-file:${join(folder, 'secrets.json')}?create=true`
    expect(await start(url)).toContain('devices/example: version 1, before absent')
    expect(await start(url)).toContain('devices/example: version 2, before 1')
  })
})
