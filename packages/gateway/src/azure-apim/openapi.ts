import type { Gateway } from '../model/gateway.js'
import { type OperationPlace, operationName, operationPlaces } from './operation-places.js'

/**
 * The REST interface in OpenAPI 3, for those who import an API and set its policies by themselves. A path of
 * everything below a prefix ends in `/*`, which API Management reads as its own wildcard.
 */
export const openapi = (gateway: Gateway) => ({
  openapi: '3.0.3',
  info: { title: gateway.name, version: '1.0.0' },
  ...(gateway.hosts.length === 0 ? {} : { servers: gateway.hosts.map((host) => ({ url: `https://${host}` })) }),
  paths: pathsOf(operationPlaces(gateway)),
})

/** Places that share a path share its entry; no two of them take the same method. */
function pathsOf(places: OperationPlace[]): Record<string, object> {
  const paths: Record<string, object> = {}
  for (const place of places) paths[place.urlTemplate] = { ...paths[place.urlTemplate], ...operations(place) }
  return paths
}

const operations = (place: OperationPlace) =>
  Object.fromEntries(
    place.methods.map((method) => {
      const operationId = operationName(place, method.toLowerCase())
      return [
        method.toLowerCase(),
        { operationId, summary: operationId, responses: { '200': { description: 'the answer of the service' } } },
      ]
    }),
  )
