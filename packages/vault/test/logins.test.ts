import { createSign, generateKeyPairSync } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { authority } from '../../../tooling/fixtures/certificates.js'
import { tempFile } from '../../../tooling/fixtures/temp-file.js'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { freePort } from '../../../tooling/servers/free-port.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { type OwnVault, startVault } from '../../../tooling/servers/vault/start-vault.js'
import type { VaultOptions } from '../src/index.js'
import { startCluster } from './kubernetes-cluster.js'
import { enableKubernetes } from './kubernetes-plugin.js'
import { openStore } from './open-store.js'
import { type VaultPlace, vaultPlace } from './vault-place.js'

const unauthenticated = { code: 'unauthenticated' }

/** A token as an identity provider signs it. */
function signedToken(key: string, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1_000)
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: now, nbf: now - 60, exp: now + 300, ...claims })}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`
}

await describeOwn('own-vault', 'who a store is', () => {
  let vault: OwnVault
  let place: VaultPlace
  let root: Awaited<ReturnType<typeof authority>>
  let tlsPort = 0

  beforeAll(async () => {
    root = await authority('Trusted')
    const hosts = [{ type: 'dns', value: 'localhost' }] as const
    const { certificate, key } = await root.issue({ name: 'vault', hosts })
    tlsPort = await freePort()
    const started = await startVault({ port: tlsPort, certificate, key, clients: root.certificate })
    if (isMissing(started)) throw new Error(started.missing)
    vault = started
    place = await vaultPlace(vault.url)
    return () => vault.stop()
  })

  /** A store that proves itself in another way than by a token. */
  const as = (options: VaultOptions) => openStore({ ...place.options, token: undefined, ...options })
  const works = async (options: VaultOptions) => {
    const store = as(options)
    const version = await store.put('devices/one', { AMT_PASSWORD: 'x' })
    expect(await store.get('devices/one')).toMatchObject({ version })
    await store.probe()
  }
  const fails = async (options: VaultOptions, expected: object = unauthenticated) => {
    await expect(as(options).get('devices/one')).rejects.toMatchObject(expected)
  }

  describe('by token', () => {
    it('is refused when Vault does not know it, and when it was revoked', async () => {
      await fails({ token: 'hvs.unknown-to-vault' })
      const token = await place.token()
      const store = as({ token })
      await store.probe()
      await place.at('POST', 'auth/token/revoke', { token })
      await expect(store.get('devices/one')).rejects.toMatchObject(unauthenticated)
    })

    it('takes another one from its file when the first is refused', async () => {
      const first = await place.token()
      const tokenFile = await tempFile(`${first}\n`)
      const store = as({ tokenFile })
      await store.put('a', {})
      await place.at('POST', 'auth/token/revoke', { token: first })
      await expect(store.get('a')).rejects.toMatchObject(unauthenticated)
      const next = join(dirname(tokenFile), 'next')
      await writeFile(next, await place.token())
      await rename(next, tokenFile)
      expect(await store.get('a')).toMatchObject({ version: '1' })
    })

    it('takes a new one from its file while the first is still good', async () => {
      const tokenFile = await tempFile(await place.token())
      const store = as({ tokenFile })
      await store.put('a', {})
      await writeFile(tokenFile, await place.token({ policies: ['default'] }))
      const answer = () =>
        store.get('a').then(
          () => 'the secret',
          ({ code }) => code,
        )
      await expect.poll(answer, { timeout: 10_000 }).toBe('permission-denied')
    })

    it.each([
      ['is missing', async () => '/nowhere/token', 'cannot be read (ENOENT)'],
      ['is empty', () => tempFile('\n'), 'is empty'],
    ])('says that its file %s', async (_, file, message) => {
      await fails({ tokenFile: await file() }, { ...unauthenticated, message: expect.stringContaining(message) })
    })
  })

  describe('by AppRole', () => {
    let roleId = ''
    const secretId = async (wrapped = false) => {
      const headers = wrapped ? { 'x-vault-wrap-ttl': '120' } : {}
      const made = await place.at('POST', 'auth/approle/role/dmt/secret-id', {}, headers)
      const text = wrapped ? Object.assign({ token: '' }, made.wrap_info).token : undefined
      return String(text ?? Object.assign({ secret_id: '' }, made.data).secret_id)
    }

    beforeAll(async () => {
      await place.at('POST', 'sys/auth/approle', { type: 'approle' })
      const role = { token_policies: [place.policy], token_no_default_policy: true }
      await place.at('POST', 'auth/approle/role/dmt', role)
      await place.at('POST', 'auth/approle/role/open', {
        ...role,
        bind_secret_id: false,
        token_bound_cidrs: '127.0.0.1',
      })
      const { data } = await place.at('GET', 'auth/approle/role/dmt/role-id')
      roleId = String(Object.assign({ role_id: '' }, data).role_id)
    })

    it('works with a secret id, from a file too', async () => {
      await works({ auth: 'approle', roleId, secretId: await secretId() })
      await works({ auth: 'approle', roleId, secretIdFile: await tempFile(await secretId()) })
    })

    it('is refused with another secret id', async () => {
      await fails({ auth: 'approle', roleId, secretId: 'of-nobody' })
    })

    it('opens a wrapped secret id once, for all its logins', async () => {
      const options = { auth: 'approle', roleId, secretId: await secretId(true), secretIdWrapped: true } as const
      const store = as(options)
      await store.put('a', {})
      await place.at('PUT', 'sys/leases/revoke-prefix/auth/approle', { sync: true })
      expect(await store.get('a')).toBeDefined()
      await fails(options, { ...unauthenticated, message: expect.stringContaining('was opened before') })
    })

    it('logs in once for all who are refused at the same time', async () => {
      const store = as({ auth: 'approle', roleId, secretId: await secretId() })
      await store.put('a', {})
      await place.at('PUT', 'sys/leases/revoke-prefix/auth/approle', { sync: true })
      const before = await logins()
      const found = await Promise.all(Array.from({ length: 40 }, (_, at) => store.get('a', { timeoutMs: 20_000 + at })))
      expect(found.every((secret) => secret !== undefined)).toBe(true)
      expect((await logins()) - before).toBe(1)
    })

    it('gives its token back when it is closed', async () => {
      const before = await logins()
      const store = as({ auth: 'approle', roleId, secretId: await secretId() })
      await store.probe()
      expect(await logins()).toBe(before + 1)
      await store.close()
      expect(await logins()).toBe(before)
    })

    /** How many tokens there are. */
    async function logins(): Promise<number> {
      const { data } = await place.at('LIST', 'auth/token/accessors')
      return Object.assign({ keys: [] }, data).keys.length
    }
  })

  describe('by user and password', () => {
    beforeAll(async () => {
      await place.at('POST', 'sys/auth/people', { type: 'userpass' })
      const user = { password: 'Pass word/1%', token_policies: [place.policy] }
      await place.at('POST', 'auth/people/users/dmt', user)
    })
    const options = { auth: 'userpass', authMount: 'people', user: 'dmt' } as const

    it('works with the password, from a file too', async () => {
      await works({ ...options, password: 'Pass word/1%' })
      await works({ ...options, passwordFile: await tempFile('Pass word/1%\n') })
    })

    it('is refused with another password, for another user, and at another mount', async () => {
      await fails({ ...options, password: 'other' })
      await fails({ ...options, user: 'other', password: 'Pass word/1%' })
      await fails({ ...options, authMount: 'nowhere', password: 'Pass word/1%' })
    })
  })

  describe('by the token of an identity provider', () => {
    const keys = generateKeyPairSync('rsa', {
      modulusLength: 2_048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    const token = (claims: object = {}) =>
      signedToken(keys.privateKey, { sub: 'dmt', aud: 'vault', iss: 'https://id.example', ...claims })

    beforeAll(async () => {
      await place.at('POST', 'sys/auth/jwt', { type: 'jwt' })
      await place.at('POST', 'auth/jwt/config', { jwt_validation_pubkeys: [keys.publicKey] })
      const role = { role_type: 'jwt', user_claim: 'sub', bound_audiences: ['vault'], token_policies: [place.policy] }
      await place.at('POST', 'auth/jwt/role/dmt', role)
    })

    it('works with a token, from a file too', async () => {
      await works({ auth: 'jwt', role: 'dmt', jwt: token() })
      await works({ auth: 'jwt', role: 'dmt', jwtFile: await tempFile(token()) })
    })

    it('is refused for another audience, and with an expired token', async () => {
      await fails({ auth: 'jwt', role: 'dmt', jwt: token({ aud: 'others' }) })
      await fails({ auth: 'jwt', role: 'dmt', jwt: token({ exp: 1_000, iat: 900, nbf: 900 }) })
    })
  })

  describe('by the service account of a pod', () => {
    it('works with the token that Kubernetes vouches for, and no other', async ({ skip }) => {
      const enabled = await enableKubernetes(place, vault.plugins)
      if (!enabled) skip('this Vault has no plugin for Kubernetes')
      const cluster = await startCluster('dmt', 'mps', 'token-of-the-pod')
      const config = { kubernetes_host: cluster.url, token_reviewer_jwt: 'reviewer', disable_local_ca_jwt: true }
      await place.at('POST', 'auth/kubernetes/config', config)
      const bound = { bound_service_account_names: ['mps'], bound_service_account_namespaces: ['dmt'] }
      await place.at('POST', 'auth/kubernetes/role/dmt', {
        ...bound,
        audience: 'vault',
        token_policies: [place.policy],
      })
      const jwtFile = await tempFile(cluster.token)
      await works({ auth: 'kubernetes', role: 'dmt', jwtFile })
      await writeFile(jwtFile, cluster.token.replace(/.$/, ''))
      await fails({ auth: 'kubernetes', role: 'dmt', jwtFile })
    })
  })

  describe('by TLS', () => {
    const over = (options: VaultOptions) => ({ ...options, address: `https://localhost:${tlsPort}` })
    let ca = ''
    const files = async (name: string, issuer = root) => {
      const { certificate, key } = await issuer.issue({ name, hosts: [] })
      return { ca, cert: await tempFile(certificate, 'client.pem'), key: await tempFile(key, 'client.key') }
    }

    beforeAll(async () => {
      await place.at('POST', 'sys/auth/cert', { type: 'cert' })
      const role = { certificate: root.certificate, allowed_common_names: ['mps'], token_policies: [place.policy] }
      await place.at('POST', 'auth/cert/certs/dmt', role)
    })

    it('works with a certificate of the role, and no other', async () => {
      ca = await tempFile(root.certificate, 'ca.pem')
      await works(over({ auth: 'cert', role: 'dmt', ...(await files('mps')) }))
      await fails(over({ auth: 'cert', role: 'dmt', ...(await files('stranger')) }))
    })

    it('checks the authority and the name of the server', async () => {
      ca = await tempFile(root.certificate, 'ca.pem')
      const { token } = place.options
      const stranger = await tempFile((await authority('Stranger')).certificate, 'other.pem')
      const unavailable = { code: 'unavailable', retryable: false }
      await works(over({ token, ca }))
      await fails(over({ token, ca: stranger }), unavailable)
      await fails(over({ token }), unavailable)
      await fails({ token, ca, address: `https://127.0.0.1:${tlsPort}` }, unavailable)
      await works({ token, ca, address: `https://127.0.0.1:${tlsPort}`, serverName: 'localhost' })
    })
  })
})
