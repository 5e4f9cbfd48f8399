import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Environment } from '@dmt-providers/core'
import { createEnvelope, registerKeyService } from '@dmt-providers/envelope'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { vaultAt } from '../../../tooling/servers/vault/vault-at.js'
import { createVaultTransit, keyServices } from '../src/index.js'

for (const service of keyServices) registerKeyService(service)

const nothing = new Environment({})
const dataKey = Uint8Array.from({ length: 32 }, (_, at) => at)

await describeOn('vault', 'a transit key', ({ url }) => {
  const mount = `transit-${randomUUID()}`
  const at = (method: string, path: string, body?: object) => vaultAt(url, method, path, body)
  let token = ''

  beforeAll(async () => {
    await at('POST', `sys/mounts/${mount}`, { type: 'transit' })
    await at('POST', `${mount}/keys/dmt`, {})
    const shipped = await readFile(new URL('../policies/transit.hcl', import.meta.url), 'utf8')
    await at('PUT', `sys/policies/acl/${mount}`, { policy: shipped.replaceAll('"transit/', `"${mount}/`) })
    const made = await at('POST', 'auth/token/create', { policies: [mount], no_default_policy: true })
    token = String(Object.assign({ client_token: '' }, made.auth).client_token)
    return async () => {
      await at('DELETE', `sys/mounts/${mount}`)
      await at('DELETE', `sys/policies/acl/${mount}`)
    }
  })

  const key = (name = 'dmt', given = token) => {
    const options = { keyName: `${mount}/${name}`, address: new URL(url).origin, token: given, environment: nothing }
    const made = createVaultTransit(options)
    onTestFinished(() => made.close?.())
    return made
  }

  it('wraps a data key for one path alone', async () => {
    const wrapped = await key().wrap(dataKey, { path: 'devices/one' })
    expect(wrapped).toMatch(/^vault:v1:[\x21-\x7e]+$/)
    expect([...(await key().unwrap(wrapped, { path: 'devices/one' }))]).toEqual([...dataKey])
    await expect(key().unwrap(wrapped, { path: 'devices/two' })).rejects.toMatchObject({ code: 'internal' })
    const altered = wrapped.replace(/.(?==*$)/, (last) => (last === 'A' ? 'B' : 'A'))
    await expect(key().unwrap(altered, { path: 'devices/one' })).rejects.toMatchObject({ code: 'internal' })
  })

  it('opens what it wrapped before it was rotated, until that version is forbidden', async () => {
    await at('POST', `${mount}/keys/rotated`, {})
    const root = decodeURIComponent(new URL(url).password)
    const wrapped = await key('rotated', root).wrap(dataKey, { path: 'a' })
    await at('POST', `${mount}/keys/rotated/rotate`)
    expect(await key('rotated', root).wrap(dataKey, { path: 'a' })).toMatch(/^vault:v2:/)
    expect([...(await key('rotated', root).unwrap(wrapped, { path: 'a' }))]).toEqual([...dataKey])
    await at('POST', `${mount}/keys/rotated/config`, { min_decryption_version: 2 })
    const refused = key('rotated', root).unwrap(wrapped, { path: 'a' })
    await expect(refused).rejects.toMatchObject({ code: 'permission-denied' })
  })

  it('that is lost, forbidden or out of reach says which', async () => {
    const root = decodeURIComponent(new URL(url).password)
    const context = { path: 'a' }
    const wrapped = await key().wrap(dataKey, context)
    await expect(key('none', root).unwrap(wrapped, context)).rejects.toMatchObject({ code: 'invalid-options' })
    await expect(key('none').wrap(dataKey, context)).rejects.toMatchObject({ code: 'permission-denied' })
    await expect(key('dmt', 'hvs.unknown').wrap(dataKey, context)).rejects.toMatchObject({ code: 'unauthenticated' })
    const away = createVaultTransit({ keyName: 'dmt', address: 'http://127.0.0.1:1', token, environment: nothing })
    await expect(away.wrap(dataKey, context)).rejects.toMatchObject({ code: 'unavailable', retryable: true })
  })

  it('seals secrets of the envelope, named by text', async () => {
    const folder = await tempFolder()
    const open = (name = 'dmt') => {
      const source = `vault-transit:${mount}/${name}?address=${new URL(url).origin}&token=${token}`
      const store = createEnvelope({ folder: `${folder}/store`, key: source, environment: nothing, retries: 0 })
      onTestFinished(() => store.close())
      return store
    }
    await open().put('MPSCerts', { root_key: 'root' })
    expect((await open().get('MPSCerts'))?.data).toEqual({ root_key: 'root' })
    await expect(open('other').get('MPSCerts')).rejects.toThrow()
  })

  it.each([
    ['', 'keyName: write the name of the key'],
    ['a//b', 'keyName: write the name of the key'],
    ['dmt?address=vault', 'address (VAULT_ADDR): write https://host:8200'],
    ['dmt?address=https://h&tokn=s3cret', 'tokn: unknown option, did you mean token?'],
  ])('named %j is refused', async (reference, message) => {
    const open = async () => await keyServices[0]?.open(reference, nothing)
    await expect(open()).rejects.toThrow(message)
    await expect(open()).rejects.not.toThrow('s3cret')
  })
})
