import { inspect } from 'node:util'
import { isProviderError } from '@dmt-providers/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { identityEndpoint, identityHeader } from '../../../tooling/fixtures/identity-endpoint.js'
import { testProgram } from '../../../tooling/fixtures/test-program.js'
import { openStore, scripted } from './open-store.js'
import { refusal, scriptedKeyVault } from './scripted-key-vault.js'

const canary = 'Canary-Password-4711'
const token = 'eyJhbGciOiJub25lIn0.eyJjYW5hcnkiOiJ0b2tlbiJ9.Q2FuYXJ5'

/** Everything that a value shows of itself, in every way of printing it. */
const shown = (value: unknown) => [
  inspect(value, { depth: 30, showHidden: true }),
  JSON.stringify(value),
  String(value),
]

/** An error as a logger of any level may print it. */
const told = (error: unknown) =>
  (error instanceof Error ? [...shown(error), error.stack, ...shown(error.cause)] : shown(error)).join('\n')

it('an answer that repeats what it was sent finds no way into a message', async () => {
  const vault = await scriptedKeyVault()
  const credential = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) }
  const store = openStore(scripted(vault, { credential }))
  const echo = `you sent ${token}: {"value":"${canary}","AMT_PASSWORD":"${canary}"}`
  for (const script of [
    refusal(400, 'BadParameter', undefined, echo),
    refusal(403, 'Forbidden', 'ForbiddenByRbac', echo),
    { status: 500, body: echo },
    { status: 200, body: echo },
    { status: 200, body: { value: canary } },
    { status: 200, body: [canary] },
    { status: 404, headers: { 'content-type': 'text/html' }, body: echo },
  ]) {
    vault.answer = ({ method }) => (method === 'PUT' ? script : undefined)
    const error = await store.put('a', { AMT_PASSWORD: canary }).catch((one: unknown) => one)
    expect(isProviderError(error)).toBe(true)
    expect(told(error)).not.toMatch(/Canary|eyJhbGci/)
  }
})

describe('a program with everything that Azure’s packages log', () => {
  const start = testProgram('packages/azure-key-vault', 'canary-program.ts', ['@azure'])

  it('prints neither secret nor token', { timeout: 120_000 }, async () => {
    const [vault, identity] = [await scriptedKeyVault(), await identityEndpoint()]
    onTestFinished(() => identity.close())
    identity.answer = { status: 200, token }
    const kept = new Map<string, string>()
    vault.answer = ({ method, path, body }) => {
      if (path.includes('refused') && method === 'PUT') return refusal(400, 'BadParameter', undefined, body)
      if (method === 'PUT') kept.set(path, body)
      const [, name = ''] = /^(\/secrets\/[^/]+)/.exec(path) ?? []
      const found = kept.get(name)
      const id = `https://localhost${name}/${'0'.repeat(32)}`
      return found === undefined ? undefined : { body: { ...JSON.parse(found), id, attributes: { enabled: true } } }
    }
    const host = `localhost:${vault.port}`
    const url = `azure-key-vault://${host}/dmt?identity=managed&verifyChallengeResource=false&ca=${vault.ca}`
    const variables = { IDENTITY_ENDPOINT: identity.url, IDENTITY_HEADER: identityHeader, CANARY: canary }
    const talkative = { AZURE_LOG_LEVEL: 'verbose', DEBUG: '*' }
    const program = start([url], { env: { ...process.env, ...variables, ...talkative } })
    await program.ended
    const { seen = [], log = [] } = program.lines[0] ?? {}
    // It did what it was to do, and the packages did talk.
    expect(String(seen)).toMatch(/devices\/one.*invalid-argument/s)
    expect(String(log)).toMatch(/azure:core-rest-pipeline.*PUT/s)
    expect([...kept.values()].join()).toContain(canary)
    for (const told of [canary, token, identityHeader]) expect(JSON.stringify(program.lines)).not.toContain(told)
  })
})
