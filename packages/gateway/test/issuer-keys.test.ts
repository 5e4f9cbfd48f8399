import { once } from 'node:events'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../../tooling/servers/free-port.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { until } from '../../../tooling/servers/until.js'
import { type Gateway, presetConsole } from '../src/index.js'
import { type Certificate, certificateFor } from './planes/certificate.js'
import type { Serving } from './planes/data-plane.js'
import { envoyPlane } from './planes/envoy-plane.js'
import { secret, token } from './planes/tokens.js'
import { type EchoUpstream, startEcho } from './planes/upstreams.js'

const envoy = await envoyPlane.find()
const missing = isMissing(envoy)
const issuer = 'https://id.example.com/realms/dmt'

/** A key of the issuer: what it publishes, and tokens signed with it. */
async function issuerKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' },
    sign: (claims: { iss?: string; exp?: string } = {}) =>
      new SignJWT({ aud: 'dmt' })
        .setProtectedHeader({ alg: 'RS256', kid })
        .setIssuer(claims.iss ?? issuer)
        .setExpirationTime(claims.exp ?? '5m')
        .sign(privateKey),
  }
}

describe.skipIf(missing)(
  `keys of an OpenID Connect provider ${missing ? `[no envoy: ${envoy.missing}]` : `[on envoy ${envoy.version}]`}`,
  () => {
    let certificate: Certificate
    let provider: Server
    let service: EchoUpstream
    let serving: Serving
    let url: string
    let published: JWK[] = []
    let first: Awaited<ReturnType<typeof issuerKey>>
    let second: Awaited<ReturnType<typeof issuerKey>>
    const status = async (bearer: string) =>
      (await fetch(`${url}/api/v1/devices`, { headers: { Authorization: `Bearer ${bearer}` } })).status

    beforeAll(async () => {
      if (missing) return
      certificate = await certificateFor('localhost')
      first = await issuerKey('first')
      second = await issuerKey('second')
      published = [first.jwk]
      provider = createServer({ cert: certificate.pem, key: certificate.key }, (_request, response) =>
        response.end(JSON.stringify({ keys: published })),
      ).listen(0, '127.0.0.1')
      await once(provider, 'listening')
      service = await startEcho()
      const port = await freePort()
      url = `http://127.0.0.1:${port}`
      serving = await envoy.serve(behind(port, (provider.address() as AddressInfo).port), {
        secrets: {},
        options: { authorities: certificate.path, keysSeconds: 1 },
      })
    }, 60_000)
    afterAll(async () => {
      await serving?.stop()
      await service?.close()
      provider?.closeAllConnections()
      provider?.close()
      await certificate?.remove()
    })

    const behind = (port: number, keys: number): Gateway =>
      presetConsole({
        port,
        cira: false,
        rps: false,
        webui: false,
        oidc: { issuer, jwksUri: `https://localhost:${keys}/certs` },
        places: { console: { host: '127.0.0.1', port: service.port } },
      })

    it('are fetched over TLS that is checked, and take the tokens of the provider alone', async () => {
      expect(await status(await first.sign())).toBe(200)
      expect(await status(await first.sign({ exp: '-5m' }))).toBe(401)
      expect(await status(await first.sign({ iss: 'https://id.example.com/realms/other' }))).toBe(401)
      expect(await status(await second.sign())).toBe(401)
      expect(await status(await token({ issuer, key: secret }))).toBe(401)
    })

    it('are followed when the provider changes them', async () => {
      published = [first.jwk, second.jwk]
      await until('the new key is taken', 20_000, async () =>
        (await status(await second.sign())) === 200 ? true : undefined,
      )
      expect(await status(await first.sign())).toBe(200)
      published = [second.jwk]
      await until('the old key is refused', 20_000, async () =>
        (await status(await first.sign())) === 401 ? true : undefined,
      )
      expect(await status(await second.sign())).toBe(200)
    })
  },
)
