import type { Gateway } from '../model/gateway.js'
import { httpRoutes } from '../model/route-reading.js'
import type { HttpRoute } from '../model/route-schema.js'
import { type OperationPlace, operationPlaces } from './operation-places.js'
import { apiPolicy, handshakePolicy, operationPolicy } from './policies.js'

/** File of the policy that all of REST has. */
export const apiPolicyFile = 'policies/api.xml'

// A dot, which no id has, so that a route "mps-below" is not what is below "mps".
/** File of the policy of the operations of a place. */
export const operationPolicyFile = ({ route, below }: OperationPlace): string =>
  `policies/${route.id}${below ? '.below' : ''}.xml`

/** File of the policy of a websocket's handshake. */
export const handshakePolicyFile = ({ id }: HttpRoute): string => `policies/${id}.xml`

/** Every policy as a file, by path. */
export const policyFiles = (gateway: Gateway): Record<string, string> => ({
  [apiPolicyFile]: apiPolicy(gateway),
  ...Object.fromEntries(
    operationPlaces(gateway).map((place) => [
      operationPolicyFile(place),
      operationPolicy(gateway, place.route, place.below),
    ]),
  ),
  ...Object.fromEntries(
    httpRoutes(gateway)
      .filter(({ kind }) => kind === 'websocket')
      .map((route) => [handshakePolicyFile(route), handshakePolicy(gateway, route)]),
  ),
})
