import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Gateway, render } from '../src/index.js'
import { allowed } from './allowed-gaps.js'
import { gateways } from './random-gateway.js'
import { samples } from './sample-gateways.js'

interface Template {
  resources: { type: string; name: string; properties: { method: string; urlTemplate: string } }[]
}

/** Every operation of the ARM template by its name, as `GET /x`. */
const ofTemplate = (text: string) =>
  (JSON.parse(text) as Template).resources
    .filter(({ type }) => type === 'Microsoft.ApiManagement/service/apis/operations')
    .map(({ name, properties }) => `${/([^/]+)'\)\]$/.exec(name)?.[1]} ${properties.method} ${properties.urlTemplate}`)

const ofOpenapi = (text: string) =>
  Object.entries(
    (JSON.parse(text) as { paths: Record<string, Record<string, { operationId: string }>> }).paths,
  ).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`),
  )

/** The operations of Bicep: each place with its loop, by what is written. */
const ofBicep = (text: string) =>
  [...text.matchAll(/^var (\w+)_methods = \[\n([^\]]*)\]\n\n.*?name: '([^']*)'.*?urlTemplate: '([^']*)'/gms)].flatMap(
    ([, , methods = '', name = '', path]) =>
      [...methods.matchAll(/'(\w+)'/g)].map(
        ([, method = '']) => `${name.replace(/\$\{.*\}/, method.toLowerCase())} ${method} ${path}`,
      ),
  )

function expectSameForms(gateway: Gateway): void {
  const { files } = render(gateway, { target: 'azure-apim', allow: [...allowed['azure-apim'], 'websocket-prefix'] })
  const operations = ofTemplate(files.get('main.json') ?? '').sort()
  expect(ofOpenapi(files.get('openapi.json') ?? '').sort()).toEqual(operations)
  expect(ofBicep(files.get('main.bicep') ?? '').sort()).toEqual(operations)
}

describe('the forms for API Management', () => {
  it.each(Object.entries(samples))('%s has the same operations in ARM, Bicep and OpenAPI', (_name, gateway) => {
    expectSameForms(gateway)
  })

  it('a random description has the same operations in ARM, Bicep and OpenAPI', () => {
    fc.assert(fc.property(gateways, expectSameForms), { numRuns: 100 })
  })
})
