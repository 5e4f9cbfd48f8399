import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { get } from 'node:https'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../../tooling/servers/free-port.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { presetConsole } from '../src/index.js'
import { certificateFor } from './planes/certificate.js'
import type { Serving } from './planes/data-plane.js'
import { envoyPlane } from './planes/envoy-plane.js'
import { secret, token } from './planes/tokens.js'
import { type EchoUpstream, startEcho } from './planes/upstreams.js'
import { connected } from './planes/websocket-client.js'

const envoy = await envoyPlane.find()
const missing = isMissing(envoy)
const on = missing ? `[no envoy: ${envoy.missing}]` : `[on envoy ${envoy.version}]`

describe.skipIf(missing)(`a gateway in front of Console ${on}`, () => {
  let url: string
  let running: Serving
  let services: EchoUpstream[]
  const seen = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const response = await fetch(url + path, { method, headers })
    return {
      status: response.status,
      port: Number(response.headers.get('x-seen-port')),
      path: response.headers.get('x-seen-path'),
    }
  }

  beforeAll(async () => {
    if (missing) return
    services = await Promise.all([startEcho(), startEcho()])
    const [console, webui] = services.map(({ port }) => ({ host: '127.0.0.1', port }))
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    const gateway = presetConsole({
      port,
      cira: false,
      rps: false,
      places: { ...(console && { console }), ...(webui && { webui }) },
    })
    running = await envoy.serve(gateway, { secrets: { AUTH_JWT_KEY: secret } })
  })
  afterAll(async () => {
    await running?.stop()
    await Promise.all((services ?? []).map((one) => one.close()))
  })

  it('takes the token from the header and from the cookie, and refuses a bad one in either', async () => {
    const good = await token({ issuer: 'console' })
    const bad = await token({ issuer: 'console', expiresIn: -3600 })
    expect(await seen('/api/v1/devices')).toMatchObject({ status: 401 })
    expect(await seen('/api/v1/devices', { Authorization: `Bearer ${good}` })).toMatchObject({
      status: 200,
      path: '/api/v1/devices',
    })
    expect(await seen('/api/v1/devices', { Cookie: `a=b; console_session=${good}` })).toMatchObject({ status: 200 })
    expect(await seen('/api/v1/devices', { Cookie: `console_session=${bad}` })).toMatchObject({ status: 401 })
    expect(await seen('/api/v1/devices', { Authorization: `Bearer ${bad}` })).toMatchObject({ status: 401 })
  })

  it('opens login, logout, health and version alone, and hides the metrics', async () => {
    const [console, webui] = services
    for (const path of ['/api/v1/authorize', '/api/v1/authorize/logout']) {
      expect(await seen(path, {}, 'POST')).toMatchObject({ status: 200, port: console?.port })
    }
    for (const path of ['/healthz', '/version'])
      expect(await seen(path)).toMatchObject({ status: 200, port: console?.port })
    expect(await seen('/api/v1/authorize/redirection/4c4c4544')).toMatchObject({ status: 401 })
    expect(await seen('/metrics')).toMatchObject({ status: 200, port: webui?.port })
  })

  it('leaves the check of the relay to Console, and repeats the subprotocol', async () => {
    const { socket, path } = await connected(
      `${url.replace('http', 'ws')}/relay/webrelay.ashx?host=x`,
      'any.token.there',
    )
    expect(path).toBe('/relay/webrelay.ashx?host=x')
    expect(socket.protocol).toBe('any.token.there')
    socket.terminate()
  })
})

describe.skipIf(missing)(`a gateway with a certificate ${on}`, () => {
  it('ends TLS with the certificate and key of the named variables', async () => {
    if (missing) return
    const certificate = await certificateFor('dmt.example.com')
    const port = await freePort()
    const tls = { certificate: { env: 'TLS_CERTIFICATE' }, key: { env: 'TLS_KEY' } }
    const gateway = presetConsole({ port, tls, hosts: ['dmt.example.com'], cira: false, rps: false })
    const pem = { TLS_CERTIFICATE: certificate.pem, TLS_KEY: certificate.key }
    const running = await envoy.serve(gateway, { secrets: { AUTH_JWT_KEY: secret }, variables: pem })
    try {
      const ca = pem.TLS_CERTIFICATE
      const request = get({
        host: '127.0.0.1',
        port,
        path: '/api/x',
        servername: 'dmt.example.com',
        headers: { host: `dmt.example.com:${port}` },
        ca,
      })
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      expect(response.statusCode).toBe(401)
      response.destroy()
      const other = get({
        host: '127.0.0.1',
        port,
        path: '/api/x',
        servername: 'dmt.example.com',
        headers: { host: 'other.example.com' },
        ca,
      })
      const [refused] = (await once(other, 'response')) as [IncomingMessage]
      expect(refused.statusCode).toBe(404)
      refused.destroy()
    } finally {
      await running.stop()
      await certificate.remove()
    }
  })
})
