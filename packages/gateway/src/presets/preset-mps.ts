import { defineGateway } from '../model/define-gateway.js'
import type { Gateway } from '../model/gateway.js'
import type { Place, PresetOptions } from './preset-options.js'
import { activations, frame, loginLimit, relayAuth, relayClaims, sharedParts, upstream } from './preset-parts.js'

/** What may differ in a deployment of MPS and RPS. */
export interface MpsOptions extends PresetOptions {
  /** Environment variable of the key that MPS signs tokens with. Default `MPS_JWT_SECRET`. */
  jwtSecret?: string
  /** `iss` of the tokens, `MPS_JWT_ISSUER` of MPS. Default: that of MPS's own configuration. */
  issuer?: string
  /** `/device/power/state/<guid>` and `/device/power/action/<guid>` as short ways to those of MPS. Default false. */
  powerAliases?: boolean
  /** MQTT over websockets at `/mosquitto`. Default false. */
  mosquitto?: boolean
  /** Services that are not under their own names and usual ports. */
  places?: Partial<Record<MpsService, Place>>
}

/** The services of the deployment by the names of its compose file. */
export type MpsService =
  | 'mps'
  | 'mps-router'
  | 'mps-cira'
  | 'rps'
  | 'rps-activation'
  | 'rps-enterprise-assistant'
  | 'mosquitto'
  | 'vault'
  | 'webui'

/**
 * The gateway of the deployment with MPS, mps-router and RPS: login exact and open, `/mps` and `/rps` guarded and
 * stripped, the relay and the activation as websockets, CIRA by TCP.
 */
export function presetMps(options: MpsOptions = {}): Gateway {
  const places: Partial<Record<string, Place>> = options.places ?? {}
  const parts = sharedParts(options, places, 'mps-cira')
  const mosquitto = options.mosquitto === true
  return defineGateway({
    ...frame(options),
    tokens: tokens(options),
    upstreams: [
      { ...upstream('mps', 3000, places.mps), health: '/api/v1/health' },
      { ...upstream('mps-router', 8003, { host: 'mpsrouter', ...places['mps-router'] }), reuseConnections: false },
      { ...upstream('rps', 8081, places.rps), health: '/api/v1/admin/health' },
      upstream('rps-activation', 8080, { host: 'rps', ...places['rps-activation'] }),
      ...(options.cira === false ? [] : [upstream('mps-cira', 4433, { host: 'mps', ...places['mps-cira'] })]),
      ...(mosquitto ? [upstream('mosquitto', 9001, places.mosquitto)] : []),
      ...parts.upstreams,
    ],
    routes: [
      ...routes(options),
      ...(options.powerAliases === true ? powerAliases : []),
      ...(mosquitto ? [mosquittoRoute] : []),
      ...parts.routes,
    ],
  })
}

// The issuer that MPS has in its own configuration file, and Kong in the toolkit's.
const defaultIssuer = '9EmRJTbIiIb4bIeSsmgcWIjrR6HyETqc'

function tokens(options: MpsOptions) {
  const { issuer = defaultIssuer, jwtSecret = 'MPS_JWT_SECRET', guardRelay, checkDevice } = options
  const rule = { issuer, key: { alg: 'HS256' as const, secret: { env: jwtSecret } } }
  const header = { in: 'header' as const, name: 'Authorization', scheme: 'Bearer' as const }
  const relay = { ...rule, id: 'relay', sources: [{ in: 'ws-subprotocol' as const }], ...relayClaims(options) }
  // Log-in and relay have one issuer and one key. Only the relay's token names a device.
  const any = checkDevice === true ? { claims: [{ name: 'deviceId', equals: '*' }] } : {}
  return [{ ...rule, id: 'mps', sources: [header], ...any }, ...(guardRelay === true ? [relay] : [])]
}

const powerAliases = (['state', 'action'] as const).map((name) => ({
  kind: 'http' as const,
  id: `mps-power-${name}`,
  match: { path: `/device/power/${name}`, type: 'prefix' as const },
  to: 'mps-router',
  upstreamPath: `/api/v1/amt/power/${name}`,
  auth: { token: 'mps' },
}))

const mosquittoRoute = {
  kind: 'websocket' as const,
  id: 'mosquitto',
  match: { path: '/mosquitto', type: 'exact' as const },
  to: 'mosquitto',
  upstreamPath: '/',
  auth: 'upstream' as const,
}

const routes = (options: MpsOptions) => [
  {
    kind: 'http' as const,
    id: 'mps-login',
    match: { path: '/mps/login/api/v1/authorize', type: 'exact' as const, methods: ['POST' as const] },
    to: 'mps',
    upstreamPath: '/api/v1/authorize',
    auth: 'none' as const,
    ...loginLimit(options),
  },
  {
    kind: 'websocket' as const,
    id: 'mps-relay',
    match: { path: '/mps/ws/relay/webrelay.ashx', type: 'exact' as const },
    to: 'mps-router',
    upstreamPath: '/relay/webrelay.ashx',
    auth: relayAuth(options),
  },
  {
    kind: 'http' as const,
    id: 'mps',
    match: prefix('/mps'),
    to: 'mps-router',
    upstreamPath: '/',
    auth: { token: 'mps' },
  },
  { kind: 'http' as const, id: 'rps', match: prefix('/rps'), to: 'rps', upstreamPath: '/', auth: { token: 'mps' } },
  ...activations,
]

const prefix = (path: string) => ({ path, type: 'prefix' as const })
