import type { Gateway } from '../model/gateway.js'
import { httpRoutes } from '../model/route-reading.js'
import type { HttpRoute } from '../model/route-schema.js'
import { type BicepValue, bicepValue, expression } from './bicep-text.js'
import { type OperationPlace, operationName, operationPlaces } from './operation-places.js'
import { apiPolicyFile, handshakePolicyFile, operationPolicyFile } from './policy-files.js'
import { apiProperties, apiVersion, keyVariables, websocketProperties } from './resources.js'
import { namedValue } from './validate-jwt.js'

const service = 'Microsoft.ApiManagement/service'

/** The same resources as the ARM template has, with the policies in files of their own. */
export const bicep = (gateway: Gateway): string =>
  [
    "@description('Name of the API Management service')\nparam serviceName string",
    ...keyVariables(gateway).map(keyParameter),
    resource('apim', '', { name: expression('serviceName') }, ' existing'),
    ...keyVariables(gateway).map((variable) => keyValue(gateway, variable)),
    resource('rest', '/apis', { parent: apim, name: gateway.name, properties: apiProperties(gateway) }),
    policy('restPolicy', '/apis', 'rest', apiPolicyFile),
    ...operationPlaces(gateway).map((place) => operations(gateway, place)),
    ...httpRoutes(gateway)
      .filter(({ kind }) => kind === 'websocket')
      .map((route) => websocket(gateway, route)),
  ]
    .join('\n\n')
    .concat('\n')

const apim = expression('apim')

const resource = (symbol: string, type: string, body: BicepValue, form = '') =>
  `resource ${symbol} '${service}${type}@${apiVersion}'${form} = ${bicepValue(body)}`

/** A resource for each method. */
const repeated = (symbol: string, type: string, loop: string, body: BicepValue) =>
  `resource ${symbol} '${service}${type}@${apiVersion}' = [for ${loop}: ${bicepValue(body)}]`

const camel = (...names: string[]) =>
  names
    .join('-')
    .toLowerCase()
    .split(/[-_]/)
    .map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
    .join('')

// An underscore parts what the renderer adds from the id of a route, so that no two symbols are one.
const symbolOf = ({ route, below }: OperationPlace) => `${camel(route.id)}_${below ? 'below' : 'here'}`
const keySymbol = (variable: string) => `${camel(variable)}_key`

const keyParameter = (variable: string) =>
  `@description('Key Vault identifier of the secret that has the base64 of ${variable}')\nparam ${camel(variable)}Identifier string`

const keyValue = (gateway: Gateway, variable: string) =>
  resource(keySymbol(variable), '/namedValues', {
    parent: apim,
    name: namedValue(gateway, variable),
    properties: {
      displayName: namedValue(gateway, variable),
      secret: true,
      keyVault: { secretIdentifier: expression(`${camel(variable)}Identifier`) },
    },
  })

const content = (file: string) => ({ format: 'xml', value: expression(`loadTextContent('${file}')`) })

/** Policies name the keys in their text, which Bicep does not see. */
const afterKeys = (gateway: Gateway): Record<string, BicepValue> => {
  const keys = keyVariables(gateway).map((variable) => expression(keySymbol(variable)))
  return keys.length === 0 ? {} : { dependsOn: keys }
}

const policy = (symbol: string, type: string, parent: string, file: string, more: Record<string, BicepValue> = {}) =>
  resource(symbol, `${type}/policies`, {
    parent: expression(parent),
    name: 'policy',
    properties: content(file),
    ...more,
  })

function operations(gateway: Gateway, place: OperationPlace): string {
  const symbol = symbolOf(place)
  const name = expression(`'${operationName(place, `\${toLower(method)}`)}'`)
  return [
    `var ${symbol}_methods = ${bicepValue(place.methods)}`,
    repeated(symbol, '/apis/operations', `method in ${symbol}_methods`, {
      parent: expression('rest'),
      name,
      properties: { displayName: name, method: expression('method'), urlTemplate: place.urlTemplate },
    }),
    repeated(`${symbol}_policy`, '/apis/operations/policies', `(method, index) in ${symbol}_methods`, {
      parent: expression(`${symbol}[index]`),
      name: 'policy',
      properties: content(operationPolicyFile(place)),
      ...afterKeys(gateway),
    }),
  ].join('\n\n')
}

/** The operation onHandshake comes with the API and cannot be made. */
function websocket(gateway: Gateway, route: HttpRoute): string {
  const symbol = `${camel(route.id)}_socket`
  return [
    resource(symbol, '/apis', {
      parent: apim,
      name: `${gateway.name}-${route.id}`,
      properties: websocketProperties(gateway, route),
    }),
    resource(
      `${symbol}_handshake`,
      '/apis/operations',
      { parent: expression(symbol), name: 'onHandshake' },
      ' existing',
    ),
    policy(
      `${symbol}_policy`,
      '/apis/operations',
      `${symbol}_handshake`,
      handshakePolicyFile(route),
      afterKeys(gateway),
    ),
  ].join('\n\n')
}
