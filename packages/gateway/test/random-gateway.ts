import fc from 'fast-check'
import { checkSpec, type Gateway, GatewayError } from '../src/index.js'

const paths = ['/', '/mps', '/mps/login', '/mps/login/api', '/api', '/api/v1', '/x.y']
const upstreamPaths = [undefined, '/', '/base', '/base/api']
const methods = fc.constantFrom(undefined, ['GET'], ['POST', 'PUT'], ['DELETE'])

const route = fc.record({
  kind: fc.constantFrom('http', 'http', 'websocket'),
  path: fc.constantFrom(...paths),
  type: fc.constantFrom('exact', 'prefix'),
  methods,
  upstreamPath: fc.constantFrom(...upstreamPaths),
  to: fc.constantFrom('one', 'two'),
  auth: fc.constantFrom('none', { token: 'first' }, { token: 'second' }),
})

const token = (id: string) => ({
  id,
  issuer: id,
  sources: [{ in: 'header', name: 'Authorization', scheme: 'Bearer' }],
  key: { alg: 'HS256', secret: { env: `${id.toUpperCase()}_SECRET` } },
})

/** Descriptions with routes that nest, share paths and leave methods to each other; those that are refused are left out. */
export const gateways: fc.Arbitrary<Gateway> = fc
  .tuple(fc.array(route, { minLength: 1, maxLength: 6 }), fc.boolean())
  .map(([routes, cors]) => ({
    version: 1,
    name: 'dmt',
    upstreams: ['one', 'two'].map((id, index) => ({ id, host: id, port: 8001 + index })),
    tokens: [token('first'), token('second')],
    ...(cors ? { cors: { origins: ['*'] } } : {}),
    routes: routes.map(({ path, type, methods, upstreamPath, kind, ...rest }, index) => ({
      ...rest,
      kind,
      id: `r${index}`,
      match: { path, type, ...(methods === undefined || kind === 'websocket' ? {} : { methods }) },
      ...(upstreamPath === undefined ? {} : { upstreamPath }),
      ...(type === 'prefix' ? { openUnderGuarded: true } : {}),
    })),
  }))
  .map(checked)
  .filter((gateway) => gateway !== undefined)

function checked(spec: unknown): Gateway | undefined {
  try {
    return checkSpec(spec)
  } catch (error) {
    if (error instanceof GatewayError) return undefined
    throw error
  }
}
