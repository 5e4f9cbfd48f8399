import type { Gateway } from '../model/gateway.js'
import type { Method } from '../model/methods.js'
import { httpRoutes, methodsAtPath, methodsOf } from '../model/route-reading.js'
import type { HttpRoute } from '../model/route-schema.js'
import { upstreamOf } from '../render/upstream-of.js'
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

const apiVersion = '2024-05-01'
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
  const routes = httpRoutes(gateway).filter(({ kind }) => kind === 'http')
  const api = { displayName: name, path: '', protocols: ['https'], subscriptionRequired: false, type: 'http' }
  const policy = { format: 'xml', value: apiPolicy(gateway) }
  return [
    resource('apis', [name], api),
    resource('apis/policies', [name, 'policy'], policy, [id('apis', name)]),
    ...routes.flatMap((route) => operations(gateway, route)),
  ]
}

/** An operation of each method, at the route's path and for a prefix at everything below it. */
function operations(gateway: Gateway, route: HttpRoute): ArmResource[] {
  const { path, type } = route.match
  const below = { suffix: '-below', urlTemplate: path === '/' ? '/*' : `${path}/*` }
  const here = { suffix: '', urlTemplate: path }
  const places = type === 'exact' ? [here] : [here, below]
  // An OPTIONS operation would take preflights away from the cors policy.
  const isWanted = (method: Method) => method !== 'OPTIONS' || gateway.cors === undefined
  const methods = {
    here: methodsAtPath(gateway, route).filter(isWanted),
    below: methodsOf(gateway, route).filter(isWanted),
  }
  return places.flatMap((place) =>
    (place === here ? methods.here : methods.below).flatMap((method) =>
      operation(gateway, route, { ...place, method }),
    ),
  )
}

function operation(gateway: Gateway, route: HttpRoute, place: { suffix: string; urlTemplate: string; method: string }) {
  const name = `${route.id}-${place.method.toLowerCase()}${place.suffix}`
  const { method, urlTemplate, suffix } = place
  const policy = { format: 'xml', value: operationPolicy(gateway, route, suffix !== '') }
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

function websocketApi(gateway: Gateway, route: HttpRoute): ArmResource[] {
  const { host, port, tls } = upstreamOf(gateway, route)
  const name = `${gateway.name}-${route.id}`
  const properties = {
    displayName: name,
    path: route.match.path.slice(1),
    serviceUrl: `${tls ? 'wss' : 'ws'}://${host}:${port}${route.upstreamPath ?? route.match.path}`,
    protocols: ['wss'],
    subscriptionRequired: false,
    type: 'websocket',
  }
  const policy = { format: 'xml', value: handshakePolicy(gateway, route) }
  return [
    resource('apis', [name], properties),
    // The operation onHandshake comes with the API and cannot be made.
    resource('apis/operations/policies', [name, 'onHandshake', 'policy'], policy, [
      id('apis', name),
      ...afterKeys(gateway),
    ]),
  ]
}
