import type { Gateway } from '../model/gateway.js'
import type { Method } from '../model/methods.js'
import { httpRoutes, methodsAtPath, methodsOf } from '../model/route-reading.js'
import type { HttpRoute } from '../model/route-schema.js'

/** Where operations of a route are: its own path, or everything below it, with the methods that are taken there. */
export interface OperationPlace {
  route: HttpRoute
  below: boolean
  urlTemplate: string
  methods: Method[]
}

/** The places of all http routes, in the order of the description. A place without a method is left out. */
export const operationPlaces = (gateway: Gateway): OperationPlace[] =>
  httpRoutes(gateway)
    .filter(({ kind }) => kind === 'http')
    .flatMap((route) => placesOf(gateway, route))
    .filter(({ methods }) => methods.length > 0)

function placesOf(gateway: Gateway, route: HttpRoute): OperationPlace[] {
  const { path, type } = route.match
  const here = { route, below: false, urlTemplate: path, methods: wanted(gateway, methodsAtPath(gateway, route)) }
  if (type === 'exact') return [here]
  const urlTemplate = path === '/' ? '/*' : `${path}/*`
  return [here, { route, below: true, urlTemplate, methods: wanted(gateway, methodsOf(gateway, route)) }]
}

/** An OPTIONS operation would take preflights away from the cors policy. */
const wanted = ({ cors }: Gateway, methods: Method[]) =>
  methods.filter((method) => method !== 'OPTIONS' || cors === undefined)

/** The name of an operation. */
export const operationName = ({ route, below }: OperationPlace, method: string): string =>
  `${route.id}-${method}${below ? '-below' : ''}`
