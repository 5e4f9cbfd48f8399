import type { GatewaySpec } from '../model/gateway-schema.js'
import type { Place, PresetOptions } from './preset-options.js'

type Route = GatewaySpec['routes'][number]
type Upstream = GatewaySpec['upstreams'][number]

/** An upstream under its usual name and port, or where the options say. */
export const upstream = (id: string, port: number, place: Place = {}): Upstream => ({
  id,
  host: place.host ?? id,
  port: place.port ?? port,
})

/** A websocket that is open at the gateway, because rpc-go connects without any header of its own. */
export const activation = (name: string): Route => ({
  kind: 'websocket',
  id: `rps-${name}`,
  match: { path: `/${name}`, type: 'exact' },
  to: 'rps-activation',
  upstreamPath: '/',
  auth: 'upstream',
})

/** RPS's websockets for rpc-go: activation, deactivation and maintenance. */
export const activations: Route[] = ['activate', 'deactivate', 'maintenance'].map(activation)

/** The upstreams and routes that both deployments may have. */
export function sharedParts(options: PresetOptions, places: Partial<Record<string, Place>>, cira: string) {
  const parts: { wanted: boolean | undefined; upstream?: Upstream; route: Route }[] = [
    {
      wanted: options.enterpriseAssistant,
      upstream: upstream('rps-enterprise-assistant', 8082, { host: 'rps', ...places['rps-enterprise-assistant'] }),
      route: { ...activation('ea'), to: 'rps-enterprise-assistant' },
    },
    {
      wanted: options.vault,
      upstream: upstream('vault', 8200, places.vault),
      route: {
        kind: 'http',
        id: 'vault',
        match: { path: '/vault', type: 'prefix' },
        to: 'vault',
        upstreamPath: '/',
        auth: 'upstream',
      },
    },
    {
      wanted: options.webui ?? true,
      upstream: upstream('webui', 80, places.webui),
      route: { kind: 'http', id: 'webui', match: { path: '/', type: 'prefix' }, to: 'webui', auth: 'none' },
    },
    {
      wanted: options.cira !== false,
      route: { kind: 'tcp', id: 'cira', port: options.cira === false ? 4433 : (options.cira ?? 4433), to: cira },
    },
  ]
  const wanted = parts.filter((part) => part.wanted === true)
  return {
    upstreams: wanted.flatMap((part) => (part.upstream === undefined ? [] : [part.upstream])),
    routes: wanted.map(({ route }) => route),
  }
}

/** The fields that both deployments describe alike. */
export const frame = (options: PresetOptions) => ({
  version: 1 as const,
  name: options.name ?? 'dmt',
  hosts: options.hosts ?? [],
  ...(options.port === undefined ? {} : { port: options.port }),
  ...(options.tls === undefined ? {} : { tls: options.tls }),
  cors: options.cors ?? { origins: ['*'] },
})

/** The limit of logins, if one is wanted. */
export const loginLimit = ({ loginsPerMinute }: PresetOptions) =>
  loginsPerMinute === undefined ? {} : { rateLimit: { requests: loginsPerMinute, per: 'minute' as const } }

/** What the relay's token has to say: the device that the request names. */
export const relayClaims = ({ checkDevice }: PresetOptions) =>
  checkDevice === true ? { claims: [{ name: 'deviceId', equalsQuery: 'host' }] } : {}

/** How the relay is guarded: by the service, or by the gateway as well. */
export const relayAuth = ({ guardRelay }: PresetOptions) =>
  guardRelay === true ? { token: 'relay' } : ('upstream' as const)
