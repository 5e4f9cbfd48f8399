import type { Gateway } from '../model/gateway.js'
import { httpRoutes } from '../model/route-reading.js'
import type { HttpRoute } from '../model/route-schema.js'
import { upstreamOf } from '../render/upstream-of.js'
import { type OperationPlace, operationName, operationPlaces } from './operation-places.js'
import { apiPolicy, handshakePolicy, operationPolicy } from './policies.js'
import { namedValue } from './validate-jwt.js'

/** A resource of an ARM template. */
export interface ArmResource {
  type: string
  apiVersion: string
  name: string
  dependsOn: string[]
  properties: object
}

/** Of every resource: the default of Azure's client library `@azure/arm-apimanagement` 10. */
export const apiVersion = '2024-05-01'
const service = 'Microsoft.ApiManagement/service'

/** A resource below the service, by the names of its path; it waits for what it lies in. */
function resource(type: string, names: string[], properties: object, after: string[] = []): ArmResource {
  return {
    type: `${service}/${type}`,
    apiVersion,
    name: `[concat(parameters('serviceName'), '/${names.join('/')}')]`,
    dependsOn: after,
    properties,
  }
}

const id = (type: string, ...names: string[]) =>
  `[resourceId('${service}/${type}', parameters('serviceName'), ${names.map((name) => `'${name}'`).join(', ')})]`

/** The parameter that has the identifier of a secret in Key Vault. */
export const secretParameter = (variable: string): string => `${variable.toLowerCase().replaceAll('_', '-')}-identifier`

/** The variables whose keys the policies name. */
export const keyVariables = ({ tokens }: Gateway): string[] => [
  ...new Set(tokens.flatMap(({ key }) => (key.alg === 'HS256' ? [key.secret.env] : []))),
]

/** Named values, the one API of all http routes, and an API for each websocket. */
export const resources = (gateway: Gateway): ArmResource[] => [
  ...keyVariables(gateway).map((variable) => keyValue(gateway, variable)),
  ...restApi(gateway),
  ...httpRoutes(gateway)
    .filter(({ kind }) => kind === 'websocket')
    .flatMap((route) => websocketApi(gateway, route)),
]

const keyValue = (gateway: Gateway, variable: string) =>
  resource('namedValues', [namedValue(gateway, variable)], {
    displayName: namedValue(gateway, variable),
    secret: true,
    keyVault: { secretIdentifier: `[parameters('${secretParameter(variable)}')]` },
  })

const afterKeys = (gateway: Gateway) =>
  keyVariables(gateway).map((variable) => id('namedValues', namedValue(gateway, variable)))

/**
 * One API at the root: among its operations the most specific path that takes the method wins. With an API for each
 * prefix a method that the longer one lacks would be not found, and `/api/v1/authorize/redirection` be lost to the login.
 */
function restApi(gateway: Gateway): ArmResource[] {
  const { name } = gateway
  const policy = { format: 'xml', value: apiPolicy(gateway) }
  return [
    resource('apis', [name], apiProperties(gateway)),
    resource('apis/policies', [name, 'policy'], policy, [id('apis', name)]),
    ...operationPlaces(gateway).flatMap((place) =>
      place.methods.flatMap((method) => operation(gateway, place, method)),
    ),
  ]
}

function operation(gateway: Gateway, place: OperationPlace, method: string) {
  const { route, below, urlTemplate } = place
  const name = operationName(place, method.toLowerCase())
  const policy = { format: 'xml', value: operationPolicy(gateway, route, below) }
  return [
    resource('apis/operations', [gateway.name, name], { displayName: name, method, urlTemplate }, [
      id('apis', gateway.name),
    ]),
    resource('apis/operations/policies', [gateway.name, name, 'policy'], policy, [
      id('apis/operations', gateway.name, name),
      ...afterKeys(gateway),
    ]),
  ]
}

/** The one API of all http routes. */
export const apiProperties = ({ name }: Gateway) => ({
  displayName: name,
  path: '',
  protocols: ['https'],
  subscriptionRequired: false,
  type: 'http',
})

/** The API of a websocket. */
export function websocketProperties(gateway: Gateway, route: HttpRoute) {
  const { host, port, tls } = upstreamOf(gateway, route)
  return {
    displayName: `${gateway.name}-${route.id}`,
    path: route.match.path.slice(1),
    serviceUrl: `${tls ? 'wss' : 'ws'}://${host}:${port}${route.upstreamPath ?? route.match.path}`,
    protocols: ['wss'],
    subscriptionRequired: false,
    type: 'websocket',
  }
}

function websocketApi(gateway: Gateway, route: HttpRoute): ArmResource[] {
  const name = `${gateway.name}-${route.id}`
  const policy = { format: 'xml', value: handshakePolicy(gateway, route) }
  return [
    resource('apis', [name], websocketProperties(gateway, route)),
    // The operation onHandshake comes with the API and cannot be made.
    resource('apis/operations/policies', [name, 'onHandshake', 'policy'], policy, [
      id('apis', name),
      ...afterKeys(gateway),
    ]),
  ]
}
