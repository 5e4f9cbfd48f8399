import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decision, type Gateway, matches, render } from '../../src/index.js'
import { methods } from '../../src/model/methods.js'
import { httpRoutes, isWithin } from '../../src/model/route-reading.js'
import { plainPath, requestsTo, type SampleRequest } from '../requests.js'
import { samples } from '../sample-gateways.js'
import { type TykAnswer, tykDecides } from './tyk-decides.js'

function inTheDocuments(gateway: Gateway, decision: Decision): TykAnswer {
  if (decision.outcome !== 'forward') return { outcome: decision.outcome }
  const upstream = gateway.upstreams.find(({ id }) => id === decision.upstream)
  const token = typeof decision.auth === 'object' ? `${decision.auth.token}_jwt` : undefined
  return { outcome: 'forward', upstream: `${upstream?.host}:${upstream?.port}`, path: decision.path ?? '', token }
}

/** Other methods and paths at and below a websocket's, and methods of no route, which Tyk's documentation here excepts. */
function isExcepted(gateway: Gateway, { method, path }: SampleRequest): boolean {
  const [bare = ''] = path.split('?')
  const sockets = httpRoutes(gateway).filter(({ kind, match }) => kind === 'websocket' && isWithin(bare, match.path))
  return (
    !methods.some((known) => known === method) || sockets.some(({ match }) => match.path !== bare || method !== 'GET')
  )
}

describe.each(Object.entries(samples))('%s on Tyk, read back', (_name, gateway) => {
  it('decides as the reference router does', () => {
    const { files } = render(gateway, { target: 'tyk' })
    const decides = tykDecides([...files].filter(([file]) => file.startsWith('oas/')).map(([, text]) => text))
    const requests = requestsTo(gateway).filter(
      (one) => plainPath(one.path.split('?')[0] ?? '') && !isExcepted(gateway, one),
    )
    fc.assert(
      fc.property(requests, (request) => {
        expect(decides(request)).toEqual(inTheDocuments(gateway, matches(gateway, request)))
      }),
      { numRuns: 300 },
    )
  })
})
