import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Environment } from '@dmt-providers/core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { authority, type Identity } from '../../../tooling/fixtures/certificates.js'
import { type IdentityEndpoint, identityEndpoint, identityHeader } from '../../../tooling/fixtures/identity-endpoint.js'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { createMariadb } from '../src/index.js'
import { clearPasswordServer } from './clear-password-server.js'

const token = 'Token-Canary-1'
const trusted = await authority('Trusted')
const issued: Identity = await trusted.issue({ name: 'server', hosts: [{ type: 'ip', value: '127.0.0.1' }] })
/** One for all tests: the library keeps the endpoint that it finds first. */
let endpoint: IdentityEndpoint

async function storeAt(identity: Identity | undefined, query: string) {
  const server = await clearPasswordServer(identity)
  onTestFinished(() => server.close())
  const sslrootcert = join(await tempFolder(), 'authority.pem')
  await writeFile(sslrootcert, trusted.certificate)
  // As MPS and RPS leave their environment: every name in lower case.
  const environment = new Environment({
    identity_endpoint: endpoint.url,
    identity_header: identityHeader,
    aws_access_key_id: 'AKIDEXAMPLE',
    aws_secret_access_key: 'Secret-Canary-1',
  })
  const url = `mysql://mps-identity@127.0.0.1:${server.port}/mpsdb?${query}`
  const store = createMariadb({ url, retries: 0, ...(identity === undefined ? {} : { sslrootcert }) }, environment)
  onTestFinished(() => store.close())
  return { store, shown: server.shown }
}

describe('a token in place of a password, asked for in plain text by a stand-in of a server', () => {
  beforeAll(async () => {
    endpoint = await identityEndpoint()
    endpoint.answer = { status: 200, token }
  })
  afterAll(() => {
    endpoint.close()
    delete process.env.IDENTITY_ENDPOINT
    delete process.env.IDENTITY_HEADER
  })

  it('of Entra ID goes by TLS that is verified; a refusal says who must have made the user', async () => {
    const { store, shown } = await storeAt(issued, 'auth=entra&azureClientId=client-7&sslmode=verify-full')
    await expect(store.ping()).rejects.toMatchObject({
      code: 'unauthenticated',
      retryable: false,
      nativeCode: '1045',
      message: expect.stringMatching(/auth=entra: the server refuses the token; .*create aaduser/),
    })
    expect(shown).toEqual([token])
    expect(endpoint.asked).toEqual([
      expect.objectContaining({ resource: 'https://ossrdbms-aad.database.windows.net', client_id: 'client-7' }),
    ])
  })

  it('of AWS goes by TLS that is verified', async () => {
    const { store, shown } = await storeAt(issued, 'auth=rds-iam&awsRegion=eu-west-1&sslmode=verify-full')
    await expect(store.ping()).rejects.toMatchObject({
      code: 'unauthenticated',
      message: expect.stringContaining('AWSAuthenticationPlugin'),
    })
    expect(shown).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+\/\?Action=connect&DBUser=mps-identity&/)])
  })

  it('is not shown to a server that has no TLS', async () => {
    const { store, shown } = await storeAt(undefined, 'auth=entra&sslmode=disable')
    await expect(store.ping()).rejects.toMatchObject({ code: 'unauthenticated', nativeCode: '45064', retryable: false })
    expect(shown).toEqual([])
  })

  it('is not shown to a server whose certificate is not trusted', async () => {
    const stranger = await authority('Stranger')
    const strange = await stranger.issue({ name: 'server', hosts: [{ type: 'ip', value: '127.0.0.1' }] })
    const { store, shown } = await storeAt(strange, 'auth=entra&sslmode=verify-full')
    await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable', retryable: false })
    expect(shown).toEqual([])
  })
})
