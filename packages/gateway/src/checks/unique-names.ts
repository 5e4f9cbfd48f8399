import { tcpRoutes } from '../model/route-reading.js'
import type { Check } from './problem.js'

/** No two things of a kind share an id, and no two listeners a port. */
export const uniqueNames: Check = (spec) => [
  ...repeated(spec.upstreams.map(({ id }) => id)).map((id) => `upstreams: "${id}" is there twice; rename one`),
  ...repeated(spec.tokens.map(({ id }) => id)).map((id) => `tokens: "${id}" is there twice; rename one`),
  ...repeated(spec.routes.map(({ id }) => id)).map((id) => `routes: "${id}" is there twice; rename one`),
  ...repeated([spec.port, ...tcpRoutes(spec).map(({ port }) => port)]).map(
    (port) => `routes: port ${port} is listened on twice; give each TCP route a port of its own`,
  ),
]

const repeated = <T>(values: T[]): T[] => [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
