import fc from 'fast-check'
import type { Gateway } from '../src/index.js'
import { httpRoutes } from '../src/model/route-reading.js'

/** A request as the property tests send it. */
export interface SampleRequest {
  method: string
  path: string
  preflight: boolean
}

const segments = ['api', 'v1', 'login', 'redirection', 'x', 'a%2Fb', 'authorize', 'mps', 'é'.normalize('NFC')].map(
  encodeURI,
)

/** Paths at, below and beside the routes of a gateway, with queries and the methods of the web. */
export function requestsTo(gateway: Gateway): fc.Arbitrary<SampleRequest> {
  const path = fc.constantFrom(...httpRoutes(gateway).map(({ match }) => match.path), '/', '/other')
  const tail = fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    fc.constantFrom('/', 'x', '.', '/..', '/%2e%2e/x', '//x', '/./x'),
    fc.array(fc.constantFrom(...segments), { minLength: 1, maxLength: 3 }).map((all) => `/${all.join('/')}`),
  )
  const query = fc.constantFrom('', '', '?p=2&host=4c4c4544', '?redirect=/api/../x')
  const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND')
  return fc
    .record({ method, path: fc.tuple(path, tail, query).map((parts) => parts.join('')), wanted: fc.boolean() })
    .map(({ method, path, wanted }) => ({
      method,
      path: path.replace(/^\/\/+/, '/'),
      preflight: wanted && method === 'OPTIONS',
    }))
}

/** True for a path that no gateway has to normalise, for the products whose rules for that are not published. */
export const plainPath = (path: string): boolean => !/\/\.|%2e|\/\/|\.$/.test(path)
