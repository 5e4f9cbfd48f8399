import { defineGateway } from '../model/define-gateway.js'
import type { Gateway } from '../model/gateway.js'
import type { GatewaySpec } from '../model/gateway-schema.js'
import type { Place, PresetOptions } from './preset-options.js'
import { activations, frame, loginLimit, relayAuth, relayClaims, sharedParts, upstream } from './preset-parts.js'

/** What may differ in a deployment of Console. */
export interface ConsoleOptions extends PresetOptions {
  /** Environment variable of the key that Console signs tokens with. Default `AUTH_JWT_KEY`. */
  jwtSecret?: string
  /** `iss` of the tokens, `AUTH_ISSUER` of Console, which must be set. Default `console`. */
  issuer?: string
  /** An OpenID Connect provider whose tokens the interface takes in place of Console's own. */
  oidc?: { issuer: string; jwksUri: string; publicKey?: { env: string }; audience?: string }
  /** RPS's websockets for rpc-go. Default true. */
  rps?: boolean
  /** Services that are not under their own names and usual ports. */
  places?: Partial<Record<ConsoleService, Place>>
}

/** The services of the deployment by the names of its compose file. */
export type ConsoleService =
  | 'console'
  | 'console-cira'
  | 'rps-activation'
  | 'rps-enterprise-assistant'
  | 'vault'
  | 'webui'

/**
 * The gateway of the deployment with Console: login, logout, health and version exact and open, `/api` guarded with
 * the token in the header or in the cookie `console_session`, the relay as a websocket, CIRA by TCP.
 */
export function presetConsole(options: ConsoleOptions = {}): Gateway {
  const places: Partial<Record<string, Place>> = options.places ?? {}
  const parts = sharedParts(options, places, 'console-cira')
  const rps = options.rps !== false
  return defineGateway({
    ...frame(options),
    tokens: tokens(options),
    upstreams: [
      { ...upstream('console', 8181, places.console), health: '/healthz' },
      ...(rps ? [upstream('rps-activation', 8080, { host: 'rps', ...places['rps-activation'] })] : []),
      ...(options.cira === false
        ? []
        : [upstream('console-cira', 4433, { host: 'console', ...places['console-cira'] })]),
      ...parts.upstreams,
    ],
    routes: [...routes(options), ...(rps ? activations : []), ...parts.routes],
  })
}

type Tokens = NonNullable<GatewaySpec['tokens']>

function tokens(options: ConsoleOptions): Tokens {
  const { issuer = 'console', jwtSecret = 'AUTH_JWT_KEY', oidc, guardRelay } = options
  const own = { issuer, key: { alg: 'HS256' as const, secret: { env: jwtSecret } } }
  const header = { in: 'header' as const, name: 'Authorization', scheme: 'Bearer' as const }
  const sources: Tokens[number]['sources'] = [header, { in: 'cookie', name: 'console_session' }]
  // The relay's token is Console's own, HS256, even where the interface takes those of an OpenID Connect provider.
  const guarded = { ...own, id: 'relay', sources: [{ in: 'ws-subprotocol' as const }], ...relayClaims(options) }
  const relay: Tokens = guardRelay === true ? [guarded] : []
  if (oidc === undefined) return [{ ...own, id: 'console', sources }, ...relay]
  const { issuer: iss, ...key } = oidc
  return [{ id: 'console', issuer: iss, sources, key: { alg: 'RS256', ...key } }, ...relay]
}

const open = (id: string, path: string, method: 'GET' | 'POST') => ({
  kind: 'http' as const,
  id,
  match: { path, type: 'exact' as const, methods: [method] },
  to: 'console',
  auth: 'none' as const,
})

const routes = (options: ConsoleOptions): GatewaySpec['routes'] => [
  { ...open('console-login', '/api/v1/authorize', 'POST'), ...loginLimit(options) },
  open('console-logout', '/api/v1/authorize/logout', 'POST'),
  open('console-health', '/healthz', 'GET'),
  open('console-version', '/version', 'GET'),
  {
    kind: 'websocket',
    id: 'console-relay',
    match: { path: '/relay/webrelay.ashx', type: 'exact' },
    to: 'console',
    auth: relayAuth(options),
  },
  { kind: 'http', id: 'console', match: { path: '/api', type: 'prefix' }, to: 'console', auth: { token: 'console' } },
]
