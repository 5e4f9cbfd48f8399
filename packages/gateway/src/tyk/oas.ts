import type { Gateway } from '../model/gateway.js'
import type { Cors } from '../model/gateway-schema.js'
import { methodsOf, timeoutsOf } from '../model/route-reading.js'
import type { HttpRoute } from '../model/route-schema.js'
import { tokenRuleOf, upstreamOf } from '../render/upstream-of.js'
import { authentication, securityName } from './authentication.js'
import type { TykApi } from './tyk-apis.js'

/** The id of the API of a route. */
export const apiId = ({ name }: Gateway, { id }: HttpRoute): string => `${name}-${id}`

/** One API in Tyk's OpenAPI form. */
export function oas(gateway: Gateway, { route, operations }: TykApi) {
  const id = apiId(gateway, route)
  const rule = tokenRuleOf(gateway, route)
  const known = [
    ...(route.match.type === 'exact' ? [onlyItself(gateway, route)] : []),
    ...operations.map((one) => within(gateway, route, one)),
  ]
  return {
    openapi: '3.0.3',
    info: { title: id, version: '1.0.0' },
    paths: pathItems(known),
    ...(rule === undefined
      ? {}
      : {
          components: {
            securitySchemes: { [securityName(rule)]: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
          },
          security: [{ [securityName(rule)]: [] }],
        }),
    'x-tyk-api-gateway': {
      info: { id, name: id, state: { active: true, internal: false } },
      upstream: { url: upstreamUrl(gateway, route) },
      server: {
        listenPath: { value: route.match.path, strip: route.upstreamPath !== undefined },
        ...customDomain(gateway.hosts),
        ...(rule === undefined ? {} : { authentication: authentication(gateway, rule) }),
      },
      middleware: {
        global: {
          ...(gateway.cors === undefined ? {} : { cors: corsOf(gateway.cors) }),
          ...(route.kind === 'http'
            ? { requestSizeLimit: { enabled: true, value: route.maxBodyBytes ?? gateway.limits.maxBodyBytes } }
            : {}),
        },
        operations: Object.fromEntries(
          known.flatMap(({ methods, middleware }) => methods.map(({ id }) => [id, middleware])),
        ),
      },
    },
  }
}

/** Tyk has one host name per API; with several the APIs answer to any. */
const customDomain = ([first, ...others]: string[]) =>
  first === undefined || others.length > 0 ? {} : { customDomain: { enabled: true, name: first } }

function upstreamUrl(gateway: Gateway, route: HttpRoute): string {
  const { host, port, tls } = upstreamOf(gateway, route)
  return `${tls ? 'https' : 'http'}://${host}:${port}${route.upstreamPath ?? '/'}`
}

interface Known {
  path: string
  methods: { name: string; id: string }[]
  middleware: object
}

const methodsWithIds = (gateway: Gateway, route: HttpRoute) =>
  methodsOf(gateway, route).map((method) => ({
    name: method.toLowerCase(),
    id: `${route.id.replaceAll('-', '_')}_${method.toLowerCase()}`,
  }))

/** Operations of one path share its entry; no two of them have the same method. */
function pathItems(known: Known[]): Record<string, object> {
  const items: Record<string, object> = {}
  for (const { path, methods } of known) items[path] = { ...items[path], ...pathItem(methods) }
  return items
}

const pathItem = (methods: Known['methods']) =>
  Object.fromEntries(
    methods.map(({ name, id }) => [name, { operationId: id, responses: { '200': { description: '' } } }]),
  )

/** An API of one path: nothing below it and no other method. */
const onlyItself = (gateway: Gateway, route: HttpRoute): Known => ({
  path: route.upstreamPath === undefined ? route.match.path : '/',
  methods: methodsWithIds(gateway, route),
  middleware: { allow: { enabled: true }, ...limits(route) },
})

/** An exact route as an operation of the API around it, freed of its token where it is open. */
function within(gateway: Gateway, around: HttpRoute, route: HttpRoute): Known {
  const { path } = route.match
  const prefix = around.match.path === '/' ? '' : around.match.path
  return {
    path: path.slice(prefix.length) || '/',
    methods: methodsWithIds(gateway, route),
    middleware: {
      ...(typeof route.auth === 'object' ? {} : { ignoreAuthentication: { enabled: true } }),
      ...(isSameWay(around, route) ? {} : { urlRewrite: rewrite(gateway, route) }),
      ...(route.maxBodyBytes === undefined ? {} : { requestSizeLimit: { enabled: true, value: route.maxBodyBytes } }),
      ...limits(route),
    },
  }
}

/** True where the API around the route sends it to the right place by itself. */
const isSameWay = (around: HttpRoute, route: HttpRoute) =>
  around.to === route.to && around.upstreamPath === undefined && route.upstreamPath === undefined

function rewrite(gateway: Gateway, route: HttpRoute) {
  const { host, port, tls } = upstreamOf(gateway, route)
  const target = `${tls ? 'https' : 'http'}://${host}:${port}${route.upstreamPath ?? route.match.path}`
  return { enabled: true, pattern: '^[^?]*(\\?.*)?$', rewriteTo: `${target}$1` }
}

const spans = { second: '1s', minute: '1m', hour: '1h' }

function limits(route: HttpRoute) {
  const { rateLimit, kind } = route
  return {
    ...(rateLimit === undefined
      ? {}
      : { rateLimit: { enabled: true, rate: rateLimit.requests, per: spans[rateLimit.per] } }),
    ...(kind === 'websocket'
      ? {}
      : { enforceTimeout: { enabled: true, value: Math.max(1, Math.ceil(timeoutsOf(route).responseMs / 1000)) } }),
  }
}

const corsOf = (cors: Cors) => ({
  enabled: true,
  allowedOrigins: cors.origins,
  allowedMethods: cors.methods,
  allowedHeaders: cors.headers,
  exposedHeaders: cors.exposeHeaders,
  allowCredentials: cors.credentials,
  maxAge: cors.maxAgeSeconds,
  optionsPassthrough: false,
  debug: false,
})
