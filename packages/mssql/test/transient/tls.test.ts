import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Environment } from '@dmt-providers/core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Authority, authority, type Identity } from '../../../../tooling/fixtures/certificates.js'
import {
  type IdentityEndpoint,
  identityEndpoint,
  identityHeader,
} from '../../../../tooling/fixtures/identity-endpoint.js'
import { tempFolder } from '../../../../tooling/fixtures/temp-folder.js'
import { warningsDuring } from '../../../../tooling/fixtures/warnings-during.js'
import { access, accessTo } from './login-to.js'
import { type Script, scriptedServer } from './scripted-server.js'
import { done, loginAck, routing } from './tds-tokens.js'

const one = [{ one: 1 }]

let ours: Authority
let theirs: Authority
let identity: Identity
/** The file of our authority. */
let ca: string
let folder: string

beforeAll(async () => {
  ours = await authority('ours')
  theirs = await authority('theirs')
  identity = await issued(ours, 'localhost')
})

beforeEach(async () => {
  folder = await tempFolder()
  ca = join(folder, 'ca.pem')
  await writeFile(ca, ours.certificate)
})

const issued = (by: Authority, host: string) => by.issue({ name: host, hosts: [{ type: 'dns', value: host }] })

/** A server with TLS in the form that is asked for. */
const forms: readonly [string, string, Script][] = [
  ['TDS 7', 'Encrypt=true', { encryption: 'on' }],
  ['TDS 8', 'Encrypt=strict', { strict: true }],
]

describe.each(forms)('TLS of %s', (_, encrypt, form) => {
  it('is checked by the authority and the host’s name', async () => {
    const server = await scriptedServer({ ...form, identity })
    expect(await accessTo(server.port, `${encrypt};Server Certificate=${ca}`, {}, 'localhost').run()).toEqual(one)
    expect(server.logins).toHaveLength(1)
  })

  it.each([
    [
      'another authority',
      () => issued(theirs, 'localhost'),
      'sslrootcert: the server’s certificate',
      'DEPTH|VERIFY|UNABLE',
    ],
    ['another host', () => issued(ours, 'other.example'), 'hostNameInCertificate', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('of %s is refused before anything of the login is sent', async (_of, make, message, nativeCode) => {
    const server = await scriptedServer({ ...form, identity: await make() })
    const access = accessTo(server.port, `${encrypt};sslrootcert=${ca}`, {}, 'localhost')
    await expect(access.run()).rejects.toMatchObject({
      code: 'unavailable',
      retryable: false,
      nativeCode: expect.stringMatching(nativeCode),
      message: expect.stringContaining(message),
    })
    expect(server.logins).toHaveLength(0)
  })

  it('of another host is taken where its name is given', async () => {
    const server = await scriptedServer({ ...form, identity: await issued(ours, 'sql.example') })
    const query = `${encrypt};sslrootcert=${ca};HostNameInCertificate=sql.example`
    expect(await accessTo(server.port, query, {}, 'localhost').run()).toEqual(one)
  })
})

describe('TLS', () => {
  it.each(['off', 'not-supported'] as const)(
    'that a server says is %s gets no password, whoever says so',
    async (encryption) => {
      const server = await scriptedServer({ encryption })
      await expect(accessTo(server.port, 'Encrypt=true', {}, 'localhost').run()).rejects.toMatchObject({
        code: 'unavailable',
        retryable: false,
        notApplied: true,
        message: expect.stringContaining('sslmode: the server offers no TLS'),
      })
      expect(server.logins).toHaveLength(0)
    },
  )

  it('that a server requires is named where the connection string turns it off', async () => {
    const server = await scriptedServer({ encryption: 'required', identity })
    await expect(accessTo(server.port, 'Encrypt=false').run()).rejects.toMatchObject({
      code: 'unauthenticated',
      retryable: false,
      message: expect.stringContaining('sslmode: the server takes no connection without TLS'),
    })
  })

  it('that is older than what is used here is named', async () => {
    const server = await scriptedServer({ encryption: 'on', identity, maxVersion: 'TLSv1.1' })
    await expect(accessTo(server.port, 'TrustServerCertificate=true').run()).rejects.toMatchObject({
      code: 'unavailable',
      retryable: false,
      message: expect.stringContaining('it must have TLS 1.2'),
    })
    expect(server.logins).toHaveLength(0)
  })

  it('is not checked where TrustServerCertificate says so, with one warning', async () => {
    const server = await scriptedServer({ encryption: 'on', identity: await issued(theirs, 'other.example') })
    const warnings = await warningsDuring(async () => {
      for (const _ of [1, 2])
        expect(await accessTo(server.port, 'TrustServerCertificate=true', {}, 'localhost').run()).toEqual(one)
    })
    expect(warnings.map(({ code }) => code)).toEqual(['DMT_TLS_UNVERIFIED'])
  })

  it('takes the authority’s new certificate from its file for the next connection', async () => {
    const file = join(folder, 'rotating.pem')
    await writeFile(file, theirs.certificate)
    const server = await scriptedServer({ encryption: 'on', identity })
    const store = accessTo(server.port, `Encrypt=true;sslrootcert=${file}`, { retries: 0 }, 'localhost')
    await expect(store.run()).rejects.toMatchObject({ code: 'unavailable' })
    await writeFile(`${file}.new`, ours.certificate)
    await rename(`${file}.new`, file)
    expect(await store.run()).toEqual(one)
  })

  it('of a server that a login is redirected to is checked by that server’s name', async () => {
    const [right, wrong] = [
      await scriptedServer({ encryption: 'on', identity }),
      await scriptedServer({ encryption: 'on', identity: await issued(ours, 'other.example') }),
    ]
    const gateway = await scriptedServer({
      encryption: 'on',
      identity,
      logins: [right, wrong].map(({ port }) => [loginAck, routing('localhost', port), done]),
    })
    const query = `Encrypt=true;sslrootcert=${ca}`
    expect(await accessTo(gateway.port, query, {}, 'localhost').run()).toEqual(one)
    await expect(accessTo(gateway.port, query, {}, 'localhost').run()).rejects.toMatchObject({
      nativeCode: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
    expect(wrong.logins).toHaveLength(0)
  })
})

describe('A token of Entra ID', () => {
  let endpoint: IdentityEndpoint
  beforeAll(async () => {
    endpoint = await identityEndpoint()
    return () => {
      endpoint.close()
      delete process.env.IDENTITY_ENDPOINT
      delete process.env.IDENTITY_HEADER
    }
  })

  /** As MPS and RPS leave their environment: every name in lower case. */
  const environment = () => new Environment({ identity_endpoint: endpoint.url, identity_header: identityHeader })
  const client = (last: number) => `4c4c4544-0046-4a10-8054-00000000000${last}`

  it.each([
    ['Authentication=Active Directory Managed Identity', 1],
    ['Authentication=Active Directory Default', 2],
  ])('is sent in place of a password by %s', async (authentication, last) => {
    endpoint.asked.length = 0
    endpoint.answer = { status: 200, token: `Entra-Token-${last}` }
    const server = await scriptedServer({ encryption: 'on', identity })
    const text = `Server=localhost,${server.port};Database=d;${authentication};User ID=${client(last)};Encrypt=true;sslrootcert=${ca}`
    const store = access(text, {}, environment())
    expect(await store.run()).toEqual(one)
    expect(server.logins).toMatchObject([{ user: '', password: '', token: `Entra-Token-${last}` }])
    expect(endpoint.asked).toEqual([
      expect.objectContaining({ resource: 'https://database.windows.net', client_id: client(last) }),
    ])
  })

  it('that no identity gives is told with its reason, and the next call asks again', async () => {
    endpoint.answer = { status: 400 }
    const server = await scriptedServer({})
    const text = `mssql://127.0.0.1:${server.port}/d?auth=entra-managed-identity&azureClientId=${client(3)}`
    const store = access(text, {}, environment())
    await expect(store.run()).rejects.toMatchObject({
      code: 'unauthenticated',
      message: expect.stringContaining('auth=entra-managed-identity'),
    })
    expect(server.logins).toHaveLength(0)
    endpoint.answer = { status: 200, token: 'Entra-Token-3' }
    expect(await store.run()).toEqual(one)
  })
})
