import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decision, type Gateway, GatewayError, matches, type RenderResult, render } from '../../src/index.js'
import { tykExcepts } from '../planes/tyk-excepts.js'
import { gateways } from '../random-gateway.js'
import { plainPath, requestsTo } from '../requests.js'
import { samples } from '../sample-gateways.js'
import { type TykAnswer, tykDecides } from './tyk-decides.js'

function inTheDocuments(gateway: Gateway, decision: Decision): TykAnswer {
  if (decision.outcome !== 'forward') return { outcome: decision.outcome }
  const upstream = gateway.upstreams.find(({ id }) => id === decision.upstream)
  const token = typeof decision.auth === 'object' ? `${decision.auth.token}_jwt` : undefined
  return { outcome: 'forward', upstream: `${upstream?.host}:${upstream?.port}`, path: decision.path ?? '', token }
}

describe.each(Object.entries(samples))('%s on Tyk, read back', (_name, gateway) => {
  it('decides as the reference router does', () => {
    const { files } = render(gateway, { target: 'tyk' })
    const decides = tykDecides([...files].filter(([file]) => file.startsWith('oas/')).map(([, text]) => text))
    const requests = requestsTo(gateway).filter(
      (one) => plainPath(one.path.split('?')[0] ?? '') && !tykExcepts(gateway, one),
    )
    fc.assert(
      fc.property(requests, (request) => {
        expect(decides(request)).toEqual(inTheDocuments(gateway, matches(gateway, request)))
      }),
      { numRuns: 300 },
    )
  })
})

function renderedOrRefused(gateway: Gateway): RenderResult | undefined {
  try {
    return render(gateway, { target: 'tyk' })
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'unsupported') return undefined
    throw error
  }
}

describe('a random description on Tyk, read back', () => {
  it('decides as the reference router does where it is not refused', () => {
    const cases = gateways.chain((gateway) =>
      fc.record({ gateway: fc.constant(gateway), request: requestsTo(gateway) }),
    )
    fc.assert(
      fc.property(cases, ({ gateway, request }) => {
        const rendered = renderedOrRefused(gateway)
        fc.pre(rendered !== undefined && plainPath(request.path.split('?')[0] ?? '') && !tykExcepts(gateway, request))
        const documents = [...(rendered?.files ?? [])]
          .filter(([file]) => file.startsWith('oas/'))
          .map(([, text]) => text)
        expect(tykDecides(documents)(request)).toEqual(inTheDocuments(gateway, matches(gateway, request)))
      }),
      { numRuns: 300, maxSkipsPerRun: 1000 },
    )
  })
})
