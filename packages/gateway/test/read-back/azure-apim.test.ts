import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decision, type Gateway, matches, render } from '../../src/index.js'
import { httpRoutes } from '../../src/model/route-reading.js'
import { allowed } from '../allowed-gaps.js'
import { gateways } from '../random-gateway.js'
import { plainPath, requestsTo, type SampleRequest } from '../requests.js'
import { samples } from '../sample-gateways.js'
import { type ApimAnswer, apimDecides } from './apim-decides.js'

function inTheTemplate(gateway: Gateway, decision: Decision): ApimAnswer {
  if (decision.outcome !== 'forward') return { outcome: decision.outcome }
  const upstream = gateway.upstreams.find(({ id }) => id === decision.upstream)
  const guarded = typeof decision.auth === 'object'
  return { outcome: 'forward', upstream: `${upstream?.host}:${upstream?.port}`, path: decision.path ?? '', guarded }
}

/** OPTIONS that is no preflight, preflights for no route (answered all the same), and other methods on a websocket's path, which the documentation of this target excepts. */
function isExcepted(gateway: Gateway, request: SampleRequest): boolean {
  const { method, path } = request
  if (method === 'OPTIONS' && matches(gateway, request).outcome !== 'preflight') return true
  const [bare = ''] = path.split('?')
  const onWebsocket = httpRoutes(gateway).some(({ kind, match }) => kind === 'websocket' && match.path === bare)
  return onWebsocket && method !== 'GET'
}

describe.each(Object.entries(samples))('%s on Azure API Management, read back', (_name, gateway) => {
  it('decides as the reference router does', () => {
    const { files } = render(gateway, { target: 'azure-apim', allow: allowed['azure-apim'] })
    const decides = apimDecides(files.get('main.json') ?? '')
    const requests = requestsTo(gateway).filter(
      (one) => plainPath(one.path.split('?')[0] ?? '') && !isExcepted(gateway, one),
    )
    fc.assert(
      fc.property(requests, (request) => {
        expect(decides(request)).toEqual(inTheTemplate(gateway, matches(gateway, request)))
      }),
      { numRuns: 300 },
    )
  })
})

describe('a random description on Azure API Management, read back', () => {
  it('decides as the reference router does', () => {
    const cases = gateways
      .filter(
        (gateway) => !httpRoutes(gateway).some(({ kind, match }) => kind === 'websocket' && match.type === 'prefix'),
      )
      .chain((gateway) => fc.record({ gateway: fc.constant(gateway), request: requestsTo(gateway) }))
      .filter(({ gateway, request }) => plainPath(request.path.split('?')[0] ?? '') && !isExcepted(gateway, request))
    fc.assert(
      fc.property(cases, ({ gateway, request }) => {
        const { files } = render(gateway, { target: 'azure-apim', allow: allowed['azure-apim'] })
        expect(apimDecides(files.get('main.json') ?? '')(request)).toEqual(
          inTheTemplate(gateway, matches(gateway, request)),
        )
      }),
      { numRuns: 300 },
    )
  })
})
