import { inspect } from 'node:util'
import { Environment } from '@dmt-providers/core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import {
  type IdentityAnswer,
  type IdentityEndpoint,
  identityEndpoint,
  identityHeader,
} from '../../../../tooling/fixtures/identity-endpoint.js'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { createPostgres } from '../../src/index.js'
import { sqlAt } from '../sql-at.js'
import { roleOf, tempDatabase } from '../temp-database.js'

const scope = 'https://ossrdbms-aad.database.windows.net'

/** One for all tests: the library keeps the endpoint that it finds first, and tokens by the identity's client id. */
let endpoint: IdentityEndpoint

/** A role whose password is what an identity's token is, and a store that asks a stand-in for that token. */
async function place(clientId: string, answer: IdentityAnswer) {
  endpoint.answer = answer
  endpoint.asked.length = 0
  const database = await tempDatabase('create extension citext')
  const { name, url } = await roleOf(database, 'grant all on schema public to role')
  const setToken = (token: string) => sqlAt(database, `alter role ${name} password '${token}'`)
  // As MPS and RPS leave their environment: every name in lower case.
  const environment = new Environment({ identity_endpoint: endpoint.url, identity_header: identityHeader })
  const open = () => {
    const store = createPostgres(
      {
        url: urlWith(url, { password: '', search: `?auth=entra&azureClientId=${clientId}` }),
        retries: 0,
        connectTimeoutMs: 10_000,
      },
      environment,
    )
    onTestFinished(() => store.close())
    return store
  }
  const endAll = async () => {
    await sqlAt(database, `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${name}'`)
    while ((await sqlAt(database, `select from pg_stat_activity where usename = '${name}'`)).length > 0);
  }
  return { setToken, open, endAll }
}

await describeOn('postgres', 'auth=entra, with a stand-in of the endpoint for managed identities', () => {
  beforeAll(async () => {
    endpoint = await identityEndpoint()
  })
  afterAll(() => {
    endpoint.close()
    delete process.env.IDENTITY_ENDPOINT
    delete process.env.IDENTITY_HEADER
  })

  it('sends the identity’s token as the password, and asks once for all connections while it is good', async () => {
    const token = 'Entra-Token-Canary-1'
    const { setToken, open, endAll } = await place('client-7', { status: 200, token })
    await setToken(token)
    const store = open()
    await store.ping()
    await Promise.all(Array.from({ length: 8 }, () => store.devices.count('')))
    await endAll()
    await store.ping()
    expect(endpoint.asked).toEqual([expect.objectContaining({ resource: scope, client_id: 'client-7' })])
  })

  it('asks again for a new connection when the token is about to expire', async () => {
    const { setToken, open, endAll } = await place('short', { status: 200, token: 'Entra-Token-1', seconds: 30 })
    await setToken('Entra-Token-1')
    const store = open()
    await store.ping()
    await setToken('Entra-Token-2')
    endpoint.answer = { status: 200, token: 'Entra-Token-2', seconds: 30 }
    await store.ping()
    await endAll()
    await store.ping()
    expect(endpoint.asked).toHaveLength(2)
  })

  it('says that the server refuses the token, and shows neither it nor the endpoint’s header', async () => {
    const { setToken, open } = await place('wrong', { status: 200, token: 'Entra-Token-Canary-2' })
    await setToken('another')
    const store = open()
    const error: unknown = await store.ping().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'unauthenticated',
      nativeCode: '28P01',
      message: expect.stringContaining('auth=entra: the server refuses the token'),
    })
    for (const shown of [error, store]) expect(inspect(shown, { depth: 9, showHidden: true })).not.toMatch(/Canary/)
  })

  it.each([
    [400, 'unauthenticated'],
    [403, 'unauthenticated'],
    [503, 'unavailable'],
  ])('an endpoint that answers %i is %s, and the next call works', async (status, code) => {
    const { setToken, open } = await place(`answers-${status}`, { status })
    await setToken('Entra-Token-3')
    const store = open()
    await expect(store.ping()).rejects.toMatchObject({ code, message: expect.stringContaining('auth=entra') })
    endpoint.answer = { status: 200, token: 'Entra-Token-3' }
    await store.ping()
  })
})
