import { FaultProxy } from '@dmt-providers/conformance'
import { registerProvider } from '@dmt-providers/core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type Outcome, outcomes, printed, secrets } from '../../../tooling/fixtures/fault-matrix.js'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { until } from '../../../tooling/servers/until.js'
import { type OwnVault, startVault } from '../../../tooling/servers/vault/start-vault.js'
import { createVault, providers } from '../src/index.js'
import { type Scripted, scriptedVault } from './scripted-vault.js'
import { type VaultPlace, vaultPlace } from './vault-place.js'

for (const provider of providers) registerProvider(provider)

const matrix = new Map<string, Record<string, Outcome>>()
afterAll(() => console.log(printed(matrix)))

/** Runs every call under a fault; none may be told that nothing is there. Answers the codes that there were. */
async function ledger(fault: string, url: string): Promise<Set<Outcome>> {
  const row = await outcomes(url)
  matrix.set(fault, row)
  expect(Object.entries(row).filter(([, outcome]) => outcome === 'absent')).toEqual([])
  return new Set(Object.values(row))
}

const errors = (...texts: string[]) => ({ errors: texts })
const page = '<html><body>Not Found</body></html>'
const html = { 'content-type': 'text/html' }
const sealed = errors('Vault is sealed')
const notThere = errors('no handler for route "secret/data/MPSCerts". route entry not found.')
const full = errors('1 error occurred: * failed to persist entry: write vault.db: no space left on device')

/** Answers in place of Vault's, and the one code that every call must end with, where there is one. */
const scripts: readonly [string, Scripted, Outcome | undefined][] = [
  ['400', { status: 400, body: errors('malformed') }, 'invalid-argument'],
  ['401 of a proxy', { status: 401, headers: html, body: page }, 'unauthenticated'],
  ['403', { status: 403, body: errors('1 error occurred: * permission denied') }, 'permission-denied'],
  ['403 for a token that Vault does not know', { status: 403, body: errors('bad token') }, 'unauthenticated'],
  ['403 of a firewall', { status: 403, headers: html, body: page }, 'permission-denied'],
  ['404 of a proxy: a page', { status: 404, headers: html, body: page }, 'unavailable'],
  ['404 of a proxy: nothing', { status: 404, body: '' }, 'unavailable'],
  ['404 of another service: JSON', { status: 404, body: { message: 'Not Found' } }, 'invalid-options'],
  ['404 of another service: an empty object', { status: 404, body: {} }, 'invalid-options'],
  ['404 of a mount or namespace that is not there', { status: 404, body: notThere }, 'invalid-options'],
  ['404 with a warning of Vault', { status: 404, body: { errors: [], warnings: ['Invalid path'] } }, 'invalid-options'],
  ['405', { status: 405, body: errors('unsupported operation') }, 'invalid-options'],
  ['412 of a performance standby', { status: 412, body: errors('required index state not present') }, 'unavailable'],
  ['413', { status: 413, headers: html, body: page }, 'limit-exceeded'],
  ['472 of a DR secondary', { status: 472, body: errors('DR secondary') }, 'unavailable'],
  ['473 of a performance standby', { status: 473, body: errors('standby') }, 'unavailable'],
  ['474 of a standby without an active node', { status: 474, body: errors('standby') }, 'unavailable'],
  ['500', { status: 500, body: errors('internal error') }, 'unavailable'],
  ['500 while the leader is lost', { status: 500, body: errors('node is not the leader') }, 'unavailable'],
  ['500 as the disk is full', { status: 500, body: full }, 'limit-exceeded'],
  ['501, not initialised', { status: 501, body: errors('Vault is not initialized') }, 'unavailable'],
  ['502 of a balancer', { status: 502, headers: html, body: page }, 'unavailable'],
  ['503, sealed', { status: 503, body: sealed }, 'unavailable'],
  ['503 of a balancer', { status: 503, headers: html, body: page }, 'unavailable'],
  ['504 of a balancer', { status: 504, headers: html, body: '' }, 'unavailable'],
  ['302 to a page of login', { status: 302, headers: { location: 'https://login.example/' }, body: '' }, 'unavailable'],
  ['307 to nowhere', { status: 307, body: '' }, 'unavailable'],
  ['200 of a portal: a page', { headers: html, body: page }, 'unavailable'],
  ['200 with nothing', { body: '' }, 'unavailable'],
  ['200 with JSON that breaks off', { body: '{"data":{"data":{"a":' }, 'unavailable'],
  ['200 with a list', { body: [] }, 'unavailable'],
  ['200 with an empty object', { body: {} }, undefined],
  ['200 with data of null', { body: { data: null } }, undefined],
  ['200 with a secret of null', { body: { data: { data: null, metadata: {} } } }, undefined],
  ['204', { status: 204 }, undefined],
]

describe('a store that is asked while Vault answers', () => {
  it.each(scripts)(
    '%s',
    async (fault, script, code) => {
      const vault = await scriptedVault()
      const isHealthy = (path: string) => path.startsWith('sys/internal') || path.startsWith('auth/')
      vault.answer = ({ path }) => (isHealthy(path) ? undefined : script)
      const codes = await ledger(fault, `vault+${vault.address}/secret?token=hvs.of-the-test`)
      if (code === undefined) expect([...codes].sort()).toEqual(['internal', 'permission-denied'])
      else expect([...codes]).toEqual([code])
    },
    60_000,
  )

  it('429 for as long as a call may take', { timeout: 120_000 }, async () => {
    const vault = await scriptedVault()
    vault.answer = ({ path }) =>
      path.startsWith('secret/') || path.startsWith('sys/cap')
        ? { status: 429, headers: { 'retry-after': '1' }, body: errors('rate limit quota exceeded') }
        : undefined
    const codes = await ledger('429', `vault+${vault.address}/secret?token=hvs.of-the-test`)
    expect([...codes].sort()).toEqual(['limit-exceeded', 'timeout'])
  })
})

await describeOwn('own-vault', 'a store that is asked', () => {
  let vault: OwnVault
  let place: VaultPlace

  beforeAll(async () => {
    vault = await started()
    place = await filled(vault)
    return () => vault.stop()
  })

  async function started(): Promise<OwnVault> {
    const found = await startVault()
    if (isMissing(found)) throw new Error(found.missing)
    return found
  }

  async function filled({ url }: OwnVault): Promise<VaultPlace> {
    const made = await vaultPlace(url, '2', 'dmt/')
    const store = createVault(made.options)
    for (const [path, data] of Object.entries(secrets)) await store.put(path, data)
    await store.close()
    return made
  }

  interface Changed {
    host?: string
    mount?: string
    prefix?: string
    token?: string
    more?: string
  }
  const urlOf = (of: VaultPlace, changed: Changed = {}) => {
    const { host = new URL(of.address).host, mount = of.mount, prefix = 'dmt', token = of.options.token } = changed
    return `vault+http://${host}/${mount}/${prefix}?token=${token}${changed.more ?? ''}`
  }
  const proxied = async () => {
    const { hostname: host, port } = new URL(place.address)
    const proxy = await FaultProxy.start({ host, port: Number(port) })
    onTestFinished(() => proxy.close())
    return { proxy, url: urlOf(place, { host: `127.0.0.1:${proxy.port}`, more: '&attemptTimeoutMs=500' }) }
  }
  const only = async (fault: string, url: string, ...codes: Outcome[]) => {
    for (const code of await ledger(fault, url)) expect(codes).toContain(code)
  }

  it('healthy, answers; and says what is absent where nothing was written', async () => {
    const row = await outcomes(urlOf(place))
    expect(row).toMatchObject({ 'put if absent': 'stale-version', get: 'answered', 'MPS getMPSCerts': 'answered' })
    expect(Object.values(row).filter((outcome) => outcome !== 'answered')).toEqual(['stale-version'])
    const policy = `path "${place.mount}/*" { capabilities = ["create", "read", "update", "delete", "list"] }`
    await place.at('PUT', 'sys/policies/acl/whole-mount', { policy })
    const token = await place.token({ policies: ['whole-mount', 'default'] })
    const empty = await outcomes(urlOf(place, { prefix: 'empty', token }))
    expect(empty).toMatchObject({
      get: 'absent',
      getVersion: 'absent',
      versions: 'absent',
      'MPS getMPSCerts': 'absent',
    })
  })

  it('with a token that may do nothing here', async () => {
    await only('403', urlOf(place, { token: await place.token({ policies: ['default'] }) }), 'permission-denied')
  })

  it('with a token that has expired, and one that Vault never knew', async () => {
    const token = await place.token({ ttl: '1s', explicit_max_ttl: '1s' })
    const expired = () =>
      place.at('POST', 'auth/token/lookup', { token }).then(
        () => undefined,
        () => true,
      )
    await until('the end of a token', 20_000, expired)
    await only('403, expired token', urlOf(place, { token }), 'unauthenticated')
    await only('403, unknown token', urlOf(place, { token: 'hvs.unknown' }), 'unauthenticated')
  })

  it('for a mount that does not exist, or that is of the other version', async () => {
    await only('wrong mount', urlOf(place, { mount: 'not-mounted' }), 'permission-denied')
    await only(
      'wrong mount, root token',
      urlOf(place, { mount: 'none', token: rootOf(vault) }),
      'permission-denied',
      'invalid-options',
    )
    await only('KV version 2 read as 1', urlOf(place, { more: '&kv=1' }), 'invalid-options', 'unsupported')
    const old = await vaultPlace(vault.url, '1', 'dmt/')
    await only('KV version 1 read as 2', urlOf(old), 'invalid-options')
  })

  it('by a name that does not resolve, and at a port where nobody listens', async () => {
    await only('DNS failure', urlOf(place, { host: 'vault.invalid:8200' }), 'unavailable')
    await only('connection refused', urlOf(place, { host: '127.0.0.1:1' }), 'unavailable')
  })

  it('while connections hang, break, and break within an answer', async () => {
    const { proxy, url } = await proxied()
    proxy.hang()
    await only('connections that hang', url, 'unavailable', 'timeout')
    await proxy.recover()
    for (const bytes of [0, 1, 40]) {
      const cut = await proxied()
      cut.proxy.cutMidReply(bytes)
      await only(`connection broken after ${bytes} bytes`, cut.url, 'unavailable')
    }
  })

  it('while a quota of Vault is used up', { timeout: 120_000 }, async () => {
    const limited = await filled(vault)
    await place.at('POST', `sys/quotas/rate-limit/${limited.mount}`, { path: `${limited.mount}/`, rate: 0.001 })
    const used = createVault({ ...limited.options, retries: 0 })
    await used.get('MPSCerts').catch(() => undefined)
    await used.close()
    await only('429 of a quota', urlOf(limited), 'limit-exceeded', 'timeout', 'answered')
  })

  it('sealed, killed, and well again afterwards', { timeout: 120_000 }, async () => {
    const own = await started()
    onTestFinished(() => own.stop())
    const there = await filled(own)
    await own.seal()
    await only('Vault sealed', urlOf(there), 'unavailable')
    await own.unseal()
    await own.kill()
    await only('Vault killed', urlOf(there, { more: '&poolMax=8' }), 'unavailable')
    await own.restart()
    expect(await outcomes(urlOf(there, { more: '&poolMax=9' }))).toMatchObject({
      get: 'answered',
      'MPS getMPSCerts': 'answered',
    })
  })
})

const rootOf = ({ url }: OwnVault) => decodeURIComponent(new URL(url).password)
