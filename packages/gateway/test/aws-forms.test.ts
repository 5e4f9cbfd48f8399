import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { render } from '../src/index.js'
import { allowed } from './allowed-gaps.js'
import { gateways } from './random-gateway.js'
import { samples } from './sample-gateways.js'

interface Template {
  Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>
}
interface Operation {
  security?: Record<string, unknown>[]
  'x-amazon-apigateway-integration': { timeoutInMillis: number; requestParameters?: Record<string, string> }
}

/** Every route with its guard, rewritten path and timeout, as the template's resources have it. */
function ofTemplate(text: string): Record<string, unknown> {
  const { Resources } = parse(text) as Template
  const routes = Object.values(Resources).filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Route')
  return Object.fromEntries(
    routes.map(({ Properties: { RouteKey, Target, AuthorizerId } }) => {
      const name = /\{(\w+)\}/.exec((Target as Record<string, string>)['Fn::Sub'] ?? '')?.[1] ?? ''
      const { RequestParameters, TimeoutInMillis } = Resources[name]?.Properties ?? {}
      const path = (RequestParameters as Record<string, string> | undefined)?.['overwrite:path']
      return [RouteKey, { guarded: AuthorizerId !== undefined, path, timeout: TimeoutInMillis }]
    }),
  )
}

/** The same as the OpenAPI form has it. */
function ofOpenapi(text: string): Record<string, unknown> {
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, Operation>> }
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  )
  return Object.fromEntries(
    operations.map(([key, { security, 'x-amazon-apigateway-integration': integration }]) => [
      key,
      {
        guarded: security !== undefined,
        path: integration.requestParameters?.['overwrite:path'],
        timeout: integration.timeoutInMillis,
      },
    ]),
  )
}

describe.each(Object.entries(samples))('%s for AWS', (_name, gateway) => {
  it('has the same routes as resources and in OpenAPI', () => {
    const { files } = render(gateway, { target: 'aws', allow: allowed.aws })
    const resources = ofTemplate(files.get('template.yaml') ?? '')
    expect(Object.keys(resources).length).toBeGreaterThan(10)
    expect(ofOpenapi(files.get('openapi.template.json') ?? '')).toEqual(resources)
  })
})

describe('a random description for AWS', () => {
  it('has the same routes as resources and in OpenAPI', () => {
    fc.assert(
      fc.property(gateways, (gateway) => {
        const { files } = render(gateway, { target: 'aws', allow: allowed.aws })
        expect(ofOpenapi(files.get('openapi.template.json') ?? '')).toEqual(
          ofTemplate(files.get('template.yaml') ?? ''),
        )
      }),
      { numRuns: 100 },
    )
  })
})
