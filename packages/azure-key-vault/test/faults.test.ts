import { randomUUID } from 'node:crypto'
import { FaultProxy } from '@dmt-providers/conformance'
import { registerProvider } from '@dmt-providers/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type Outcome, outcomes, printed } from '../../../tooling/fixtures/fault-matrix.js'
import { type IdentityEndpoint, identityEndpoint, identityHeader } from '../../../tooling/fixtures/identity-endpoint.js'
import { providers } from '../src/index.js'
import { refusal, type Scripted, type ScriptedKeyVault, scriptedKeyVault } from './scripted-key-vault.js'

for (const provider of providers) registerProvider(provider)

const matrix = new Map<string, Record<string, Outcome>>()
afterAll(() => console.log(printed(matrix)))

let identity: IdentityEndpoint
beforeAll(async () => {
  identity = await identityEndpoint()
  process.env.IDENTITY_ENDPOINT = identity.url
  process.env.IDENTITY_HEADER = identityHeader
  return () => {
    identity.close()
    delete process.env.IDENTITY_ENDPOINT
    delete process.env.IDENTITY_HEADER
  }
})
beforeEach(() => {
  identity.answer = { status: 200, token: 'token-of-the-test' }
})

/** Runs every call under a fault; none may be told that nothing is there. Answers the codes that there were. */
async function ledger(fault: string, url: string): Promise<Outcome[]> {
  const row = await outcomes(url)
  matrix.set(fault, row)
  expect(Object.entries(row).filter(([, outcome]) => outcome === 'absent')).toEqual([])
  // Nothing can be compared in Key Vault, whoever answers.
  const { 'put if absent': compared, ...others } = row
  expect(compared).toBe('unsupported')
  return [...new Set(Object.values(others))]
}

const urlOf = ({ vault, ca }: Pick<ScriptedKeyVault, 'vault' | 'ca'>, more = '') =>
  `azure-key-vault://${new URL(vault).host}/dmt?identity=managed&verifyChallengeResource=false&ca=${ca}${more}`

const page = '<html><body>Not Found</body></html>'
const html = { 'content-type': 'text/html' }
const json = { error: { message: 'Not Found' } }
const bundle = { id: 'https://localhost/secrets/a/0', attributes: { enabled: true } }

/** Answers in place of Key Vault's, and the one code that every call must end with. */
const scripts: readonly [string, Scripted, Outcome][] = [
  ['400', refusal(400, 'BadParameter'), 'invalid-argument'],
  ['401', refusal(401, 'Unauthorized'), 'unauthenticated'],
  ['401 of a proxy: a page', { status: 401, headers: html, body: page }, 'unauthenticated'],
  ['403, no role', refusal(403, 'Forbidden', 'ForbiddenByRbac'), 'permission-denied'],
  ['403, no access policy', refusal(403, 'Forbidden', 'AccessDenied'), 'permission-denied'],
  ['403 of the firewall', refusal(403, 'Forbidden', 'ForbiddenByFirewall'), 'permission-denied'],
  ['403, disabled secret', refusal(403, 'Forbidden', 'SecretDisabled'), 'permission-denied'],
  ['403 of a proxy: a page', { status: 403, headers: html, body: page }, 'permission-denied'],
  ['404 of a proxy: a page', { status: 404, headers: html, body: page }, 'unavailable'],
  ['404 of a proxy: nothing', { status: 404, body: '' }, 'unavailable'],
  ['404 of another service: JSON', { status: 404, body: json }, 'unavailable'],
  ['404 of another service: an empty object', { status: 404, body: {} }, 'unavailable'],
  ['404 of Key Vault, but of no secret', refusal(404, 'ResourceNotFound'), 'invalid-options'],
  ['408', refusal(408, 'RequestTimeout'), 'unavailable'],
  ['409', refusal(409, 'Conflict'), 'unavailable'],
  ['413', { status: 413, headers: html, body: page }, 'unavailable'],
  ['500', refusal(500, 'InternalServerError'), 'unavailable'],
  ['502 of a gateway', { status: 502, headers: html, body: page }, 'unavailable'],
  ['503', refusal(503, 'ServiceUnavailable'), 'unavailable'],
  ['504 of a gateway', { status: 504, headers: html, body: '' }, 'unavailable'],
  ['200 of a portal: a page', { headers: html, body: page }, 'unavailable'],
  ['200 with nothing', { body: '' }, 'unavailable'],
  ['200 with JSON that breaks off', { body: '{"value":"{' }, 'unavailable'],
  ['200 with a list', { body: [] }, 'unavailable'],
  ['200 with an empty object', { body: {} }, 'unavailable'],
  ['200 with null', { body: 'null' }, 'unavailable'],
  ['200 with a value of null', { body: { ...bundle, value: null } }, 'internal'],
]

/** What only some calls meet: a write goes on where a name is held by what was deleted, and a listing reads no secret. */
const alsoEndsWith: Readonly<Record<string, readonly Outcome[]>> = {
  '409': ['timeout'],
  '200 with a value of null': ['unavailable'],
}

describe('a store that is asked while Key Vault answers', () => {
  it.each(scripts)(
    '%s',
    async (fault, script, code) => {
      const vault = await scriptedKeyVault()
      vault.answer = () => script
      const codes = await ledger(fault, urlOf(vault))
      const others = alsoEndsWith[fault] ?? []
      expect(codes.filter((one) => !others.includes(one))).toEqual([code])
    },
    60_000,
  )

  it.each([
    ['429', refusal(429, 'Throttled')],
    ['429 with a time to wait', { ...refusal(429, 'Throttled'), headers: { 'retry-after': '1' } }],
  ])('%s for as long as a call may take', { timeout: 60_000 }, async (fault, script) => {
    const vault = await scriptedKeyVault()
    vault.answer = () => script
    const codes = await ledger(fault, urlOf(vault))
    expect(codes.filter((code) => code !== 'limit-exceeded' && code !== 'timeout')).toEqual([])
  })
})

describe('a store whose identity', () => {
  it.each([
    ['is refused', { status: 400 }, []],
    ['is asked of what is away', { status: 503 }, ['unavailable', 'timeout']],
  ] as const)('%s', { timeout: 120_000 }, async (fault, answer, others) => {
    const vault = await scriptedKeyVault()
    identity.answer = answer
    // The library keeps tokens for the whole process by client id, tries again by itself, and
    // does not always say in the end that it was away.
    const url = urlOf(vault, `&clientId=${randomUUID()}`)
    for (const one of await ledger(`identity ${fault}`, url)) expect(['unauthenticated', ...others]).toContain(one)
    expect(vault.asked).toEqual([])
  })

  it('has a token that Key Vault says has expired', async () => {
    const vault = await scriptedKeyVault()
    vault.answer = () => ({
      ...refusal(401, 'Unauthorized', undefined, 'AKV10015: token lifetime validation failed; the token is expired.'),
      headers: {
        'www-authenticate': 'Bearer authorization="https://login.example/t", resource="https://vault.azure.net"',
      },
    })
    expect(await ledger('401, expired token', urlOf(vault))).toEqual(['unauthenticated'])
  })

  it('would be given to a service that is not that of the vault', async () => {
    const vault = await scriptedKeyVault()
    const url = urlOf(vault).replace('verifyChallengeResource=false', 'verifyChallengeResource=true')
    expect(await ledger('challenge of another service', url)).toEqual(['invalid-options'])
    expect(vault.asked).toEqual([])
  })
})

describe('a store whose vault', () => {
  it('has a name that does not resolve, or a port where nobody listens', async () => {
    const { ca } = await scriptedKeyVault()
    const at = (host: string) => urlOf({ vault: `https://${host}`, ca })
    expect(await ledger('DNS failure', at('vault.invalid'))).toEqual(['unavailable'])
    expect(await ledger('connection refused', at('127.0.0.1:1'))).toEqual(['unavailable'])
  })

  it('has a certificate of another authority', async () => {
    const [vault, other] = [await scriptedKeyVault(), await scriptedKeyVault()]
    expect(await ledger('unknown authority', urlOf({ ...vault, ca: other.ca }))).toEqual(['unavailable'])
    expect(vault.asked).toEqual([])
  })

  it('lets connections hang, breaks them, and breaks them within an answer', { timeout: 60_000 }, async () => {
    const vault = await scriptedKeyVault()
    const proxied = async () => {
      const proxy = await FaultProxy.start({ host: '127.0.0.1', port: vault.port })
      onTestFinished(() => proxy.close())
      return { proxy, url: urlOf({ ...vault, vault: `https://localhost:${proxy.port}` }, '&attemptTimeoutMs=500') }
    }
    const hanging = await proxied()
    hanging.proxy.hang()
    for (const code of await ledger('connections that hang', hanging.url))
      expect(['timeout', 'unavailable']).toContain(code)
    await hanging.proxy.recover()
    vault.answer = () => ({ body: { ...bundle, value: 'x'.repeat(200_000) } })
    for (const bytes of [0, 1, 20_000]) {
      const cut = await proxied()
      cut.proxy.cutMidReply(bytes)
      expect(await ledger(`connection broken after ${bytes} bytes`, cut.url)).toEqual(['unavailable'])
    }
  })

  it('is healthy and empty says what is absent', async () => {
    const row = await outcomes(urlOf(await scriptedKeyVault()))
    const empty = { get: 'absent', list: 'absent', versions: 'absent', 'MPS getMPSCerts': 'absent' }
    expect(row).toMatchObject({ ...empty, put: 'answered', probe: 'answered', 'MPS health': 'answered' })
  })
})
