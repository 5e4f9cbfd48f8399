import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carried } from '../../src/google/openapi.js'
import { checkSpec, type Decision, type Gateway, matches, render } from '../../src/index.js'
import { allowed } from '../allowed-gaps.js'
import { gateways } from '../random-gateway.js'
import { plainPath, requestsTo } from '../requests.js'
import { samples } from '../sample-gateways.js'
import { type GoogleAnswer, googleDecides } from './google-decides.js'

function inTheDescription(gateway: Gateway, decision: Decision): GoogleAnswer {
  if (decision.outcome !== 'forward') return { outcome: decision.outcome }
  const upstream = gateway.upstreams.find(({ id }) => id === decision.upstream)
  const token = typeof decision.auth === 'object' ? decision.auth.token : undefined
  return { outcome: 'forward', upstream: `${upstream?.host}:${upstream?.port}`, path: decision.path ?? '', token }
}

describe.each(Object.entries(samples))('%s on Google Cloud Endpoints, read back', (_name, gateway) => {
  it('decides as the reference router does for the routes that are not left out', () => {
    const { files } = render(gateway, { target: 'google', allow: allowed.google })
    const decides = googleDecides(files.get('openapi.yaml') ?? '', files.get('espv2.flags') ?? '')
    const left = checkSpec({ ...gateway, routes: carried(gateway) })
    const requests = requestsTo(left).filter((one) => plainPath(one.path.split('?')[0] ?? ''))
    fc.assert(
      fc.property(requests, (request) => {
        expect(decides(request)).toEqual(inTheDescription(left, matches(left, request)))
      }),
      { numRuns: 300 },
    )
  })
})

describe('a random description on Google Cloud Endpoints, read back', () => {
  it('decides as the reference router does for the routes that are not left out', () => {
    const cases = gateways
      .filter((gateway) => carried(gateway).length > 0)
      .map((gateway) => checkSpec({ ...gateway, routes: carried(gateway) }))
      .chain((gateway) => fc.record({ gateway: fc.constant(gateway), request: requestsTo(gateway) }))
      .filter(({ request }) => plainPath(request.path.split('?')[0] ?? ''))
    fc.assert(
      fc.property(cases, ({ gateway, request }) => {
        const { files } = render(gateway, { target: 'google', allow: allowed.google })
        const decides = googleDecides(files.get('openapi.yaml') ?? '', files.get('espv2.flags') ?? '')
        expect(decides(request)).toEqual(inTheDescription(gateway, matches(gateway, request)))
      }),
      { numRuns: 300 },
    )
  })
})
