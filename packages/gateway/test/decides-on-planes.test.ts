import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../../../tooling/servers/free-port.js'
import { checkSpec, type Decision, type Gateway, matches, presetMps } from '../src/index.js'
import type { Answers } from './planes/data-plane.js'
import { describeOnPlanes } from './planes/describe-on-planes.js'
import { type Stack, startStack } from './planes/stack.js'
import { secret, token } from './planes/tokens.js'
import { type EchoUpstream, startEcho } from './planes/upstreams.js'
import { gateways } from './random-gateway.js'
import { requestsTo, type SampleRequest } from './requests.js'

/** Sends the path as it is: `fetch` would resolve its dots before the gateway sees them. */
async function send(url: string, { method, path, preflight }: SampleRequest, headers: Record<string, string>) {
  const asked = preflight ? { Origin: 'https://dmt.example.com', 'Access-Control-Request-Method': 'POST' } : {}
  const sent = httpRequest(url, { method, path, headers: { ...headers, ...asked }, agent: false }).end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  response.resume()
  await once(response, 'end')
  return response
}

/** What the reference router says, in the terms of an answer. */
function expected(gateway: Gateway, decision: Decision, withToken: boolean, answers: Answers) {
  if (decision.outcome === 'not-found') return { status: 404 }
  if (decision.outcome === 'preflight') return { status: answers.preflight }
  if (typeof decision.auth === 'object' && !withToken) return { status: answers.noToken }
  const upstream = gateway.upstreams.find(({ id }) => id === decision.upstream)
  return { status: 200, path: decision.path, port: String(upstream?.port) }
}

await describeOnPlanes('random requests', (plane) => {
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack(plane)
  })
  afterAll(() => stack?.stop())

  it('meet what the reference router says, with a token and without', async () => {
    const good = await token()
    const carried = { Authorization: `Bearer ${good}`, 'Sec-WebSocket-Protocol': good }
    const requests = requestsTo(presetMps()).filter((request) => !plane.excepts(stack.gateway, request))
    await fc.assert(
      fc.asyncProperty(requests, fc.boolean(), async (request, withToken) => {
        const answer = await send(stack.url, request, withToken ? carried : {})
        const seen = {
          status: answer.statusCode,
          path: answer.headers['x-seen-path'],
          port: answer.headers['x-seen-port'],
        }
        const decided = expected(stack.gateway, matches(stack.gateway, request), withToken, plane.answers)
        expect(seen, JSON.stringify(request)).toMatchObject(decided)
      }),
      { numRuns: 400 },
    )
  })
})

await describeOnPlanes('random descriptions', (plane) => {
  let services: EchoUpstream[]
  beforeAll(async () => {
    services = await Promise.all([startEcho(), startEcho()])
  })
  afterAll(() => Promise.all(services.map((one) => one.close())))

  /** The description on a free port, with the two services in place of its upstreams. */
  const served = async (gateway: Gateway) =>
    checkSpec({
      ...gateway,
      port: await freePort(),
      upstreams: gateway.upstreams.map((one, index) => ({ ...one, host: '127.0.0.1', port: services[index]?.port })),
    })

  it('are served as the reference router says', { timeout: 240_000 }, async () => {
    const tokens = { first: await token({ issuer: 'first' }), second: await token({ issuer: 'second' }) }
    const cases = gateways.filter(plane.takes).chain((gateway) =>
      fc.record({
        gateway: fc.constant(gateway),
        requests: fc.array(requestsTo(gateway), { minLength: 20, maxLength: 20 }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(cases, fc.constantFrom('first', 'second', undefined), async ({ gateway, requests }, held) => {
        const serving = await served(gateway)
        const running = await plane.serve(serving, { secrets: { FIRST_SECRET: secret, SECOND_SECRET: secret } })
        const headers = held === undefined ? {} : { Authorization: `Bearer ${tokens[held]}` }
        const refusals = held === undefined ? [plane.answers.noToken] : plane.answers.badToken
        try {
          for (const request of requests.filter((one) => !plane.excepts(serving, one))) {
            const decision = matches(serving, request)
            const guard = decision.outcome === 'forward' && typeof decision.auth === 'object' && decision.auth.token
            const { statusCode, headers: seen } = await send(`http://127.0.0.1:${serving.port}`, request, headers)
            const answer = { status: statusCode, path: seen['x-seen-path'], port: seen['x-seen-port'] }
            const said = JSON.stringify({ request, decision })
            if (guard !== false && guard !== held) expect(answer.status, said).toBeOneOf([...refusals])
            else expect(answer, said).toMatchObject(expected(serving, decision, true, plane.answers))
          }
        } finally {
          await running.stop()
        }
      }),
      { numRuns: 20, endOnFailure: true },
    )
  })
})
