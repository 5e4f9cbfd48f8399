import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matches, render } from '../../src/index.js'
import { gateways } from '../random-gateway.js'
import { requestsTo } from '../requests.js'
import { samples } from '../sample-gateways.js'
import { kongDecides } from './kong-decides.js'
import { tellable } from './same-decision.js'

describe.each(Object.entries(samples))('%s on Kong, read back', (_name, gateway) => {
  it.each([
    ['deck', 'kong.yaml'],
    ['dbless', 'kong.template.yaml'],
  ] as const)('decides as the reference router does (%s)', (flavor, file) => {
    const decides = kongDecides(render(gateway, { target: 'kong', flavor }).files.get(file) ?? '')
    fc.assert(
      fc.property(requestsTo(gateway), (request) => {
        expect(decides(request)).toEqual(tellable(gateway, matches(gateway, request)))
      }),
      { numRuns: 500 },
    )
  })
})

describe('a random description on Kong, read back', () => {
  it('decides as the reference router does', () => {
    const cases = gateways.chain((gateway) =>
      fc.record({ gateway: fc.constant(gateway), request: requestsTo(gateway) }),
    )
    fc.assert(
      fc.property(cases, ({ gateway, request }) => {
        const decides = kongDecides(render(gateway, { target: 'kong' }).files.get('kong.yaml') ?? '')
        expect(decides(request)).toEqual(tellable(gateway, matches(gateway, request)))
      }),
      { numRuns: 500 },
    )
  })
})
