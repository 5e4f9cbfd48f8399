import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logicalId } from '../../src/aws/template.js'
import { type Decision, type Gateway, matches, render } from '../../src/index.js'
import { httpRoutes } from '../../src/model/route-reading.js'
import { allowed } from '../allowed-gaps.js'
import { gateways } from '../random-gateway.js'
import { plainPath, requestsTo, type SampleRequest } from '../requests.js'
import { samples } from '../sample-gateways.js'
import { awsDecides } from './aws-decides.js'

/** A decision in the names of the template. Websockets have no check here, which the gaps of the target say. */
function inTheTemplate(gateway: Gateway, decision: Decision) {
  if (decision.outcome !== 'forward') return { outcome: decision.outcome }
  const { route: id, upstream, auth, path } = decision
  const isWebsocket = httpRoutes(gateway).some((route) => route.id === id && route.kind === 'websocket')
  const guard = typeof auth === 'object' && !isWebsocket ? { token: `${logicalId(auth.token)}Authorizer` } : 'none'
  return {
    outcome: 'forward',
    upstream: logicalId(upstream) + (isWebsocket ? 'TargetGroup' : 'Target'),
    path,
    auth: guard,
  }
}

/** A folder's slash alone, preflights for no route (answered all the same), and other methods on a websocket's path, which the documentation of this target excepts. */
function isExcepted(gateway: Gateway, request: SampleRequest): boolean {
  const { method, path, preflight } = request
  if (preflight && matches(gateway, request).outcome === 'not-found') return true
  const [bare = ''] = path.split('?')
  const onWebsocket = httpRoutes(gateway).some(({ kind, match }) => kind === 'websocket' && match.path === bare)
  return (bare !== '/' && bare.endsWith('/')) || (onWebsocket && method !== 'GET')
}

describe.each(Object.entries(samples))('%s on Amazon API Gateway, read back', (_name, gateway) => {
  it('decides as the reference router does', () => {
    const { files } = render(gateway, { target: 'aws', allow: allowed.aws })
    const decides = awsDecides(files.get('template.yaml') ?? '')
    const requests = requestsTo(gateway).filter(
      (one) => plainPath(one.path.split('?')[0] ?? '') && !isExcepted(gateway, one),
    )
    fc.assert(
      fc.property(requests, (request) => {
        expect(decides(request)).toEqual(inTheTemplate(gateway, matches(gateway, request)))
      }),
      { numRuns: 500 },
    )
  })
})

describe('a random description on Amazon API Gateway, read back', () => {
  it('decides as the reference router does', () => {
    const cases = gateways
      .filter(
        (gateway) => !httpRoutes(gateway).some(({ kind, match }) => kind === 'websocket' && match.type === 'prefix'),
      )
      .chain((gateway) => fc.record({ gateway: fc.constant(gateway), request: requestsTo(gateway) }))
      .filter(({ gateway, request }) => plainPath(request.path.split('?')[0] ?? '') && !isExcepted(gateway, request))
    fc.assert(
      fc.property(cases, ({ gateway, request }) => {
        const { files } = render(gateway, { target: 'aws', allow: allowed.aws })
        expect(awsDecides(files.get('template.yaml') ?? '')(request)).toEqual(
          inTheTemplate(gateway, matches(gateway, request)),
        )
      }),
      { numRuns: 300 },
    )
  })
})
