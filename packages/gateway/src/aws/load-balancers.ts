import type { Gateway } from '../model/gateway.js'
import { routesByPrecedence, tcpRoutes, timeoutsOf } from '../model/route-reading.js'
import type { HttpRoute, TcpRoute } from '../model/route-schema.js'
import type { Upstream } from '../model/upstream-schema.js'
import { logicalId, type Resource, type Resources, ref } from './template.js'

/** The routes that the application load balancer carries. */
export const websockets = (gateway: Gateway): HttpRoute[] =>
  routesByPrecedence(gateway).filter(({ kind }) => kind === 'websocket')

/** The application load balancer of the websockets and the network load balancer of TCP, each only where it is needed. */
export const loadBalancers = (gateway: Gateway): Resources => ({
  ...(websockets(gateway).length === 0 ? {} : websocketBalancer(gateway)),
  ...(tcpRoutes(gateway).length === 0 ? {} : tcpBalancer(gateway)),
})

const balancer = (type: string, properties: object): Resource => ({
  Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  Properties: { Type: type, Scheme: 'internet-facing', Subnets: ref('PublicSubnets'), ...properties },
})

function websocketBalancer(gateway: Gateway): Resources {
  const routes = websockets(gateway)
  const idle = Math.max(...routes.map((route) => timeoutsOf(route).idleMs))
  const seconds = Math.max(1, Math.min(4000, Math.ceil(idle / 1000)))
  return {
    WebsocketBalancer: balancer('application', {
      SecurityGroups: ref('SecurityGroups'),
      LoadBalancerAttributes: [{ Key: 'idle_timeout.timeout_seconds', Value: String(seconds) }],
    }),
    WebsocketListener: {
      Type: 'AWS::ElasticLoadBalancingV2::Listener',
      Properties: {
        LoadBalancerArn: ref('WebsocketBalancer'),
        Port: 443,
        Protocol: 'HTTPS',
        Certificates: [{ CertificateArn: ref('CertificateArn') }],
        DefaultActions: [
          { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404', ContentType: 'text/plain' } },
        ],
      },
    },
    ...named(targetsOf(gateway, routes), (upstream) => [`${logicalId(upstream.id)}TargetGroup`, webTargets(upstream)]),
    ...named(routes, (route, index) => [`${logicalId(route.id)}Rule`, rule(route, index + 1)]),
  }
}

const named = <T>(values: T[], entry: (value: T, index: number) => [string, Resource]): Resources =>
  Object.fromEntries(values.map(entry))

const targetsOf = ({ upstreams }: Gateway, routes: { to: string }[]) =>
  upstreams.filter(({ id }) => routes.some(({ to }) => to === id))

const webTargets = ({ port, tls, health }: Upstream): Resource => ({
  Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  Properties: {
    VpcId: ref('VpcId'),
    TargetType: 'ip',
    Port: port,
    Protocol: tls ? 'HTTPS' : 'HTTP',
    HealthCheckPath: health ?? '/',
    // A websocket server answers a plain request with 426.
    Matcher: { HttpCode: health === undefined ? '200-499' : '200-299' },
  },
})

const rule = (route: HttpRoute, priority: number): Resource => ({
  Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
  Properties: {
    ListenerArn: ref('WebsocketListener'),
    Priority: priority,
    Conditions: [
      { Field: 'path-pattern', PathPatternConfig: { Values: patterns(route) } },
      { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET'] } },
    ],
    ...(route.upstreamPath === undefined ? {} : { Transforms: [rewrite(route, route.upstreamPath)] }),
    Actions: [{ Type: 'forward', TargetGroupArn: ref(`${logicalId(route.to)}TargetGroup`) }],
  },
})

const patterns = ({ match: { path, type } }: HttpRoute) =>
  type === 'exact' ? [path] : path === '/' ? ['/*'] : [path, `${path}/*`]

function rewrite({ match: { path, type } }: HttpRoute, upstreamPath: string) {
  const pattern = path === '/' && type === 'prefix' ? '' : path.replace(/[.]/g, '\\.')
  const base = upstreamPath === '/' ? '' : upstreamPath
  const [Regex, Replace] = type === 'exact' ? [`^${pattern}$`, upstreamPath] : [`^${pattern}/?(.*)$`, `${base}/$1`]
  return { Type: 'url-rewrite', UrlRewriteConfig: { Rewrites: [{ Regex, Replace }] } }
}

function tcpBalancer(gateway: Gateway): Resources {
  const routes = tcpRoutes(gateway)
  return {
    TcpBalancer: balancer('network', {}),
    ...named(targetsOf(gateway, routes), ({ id, port }) => [`${logicalId(id)}TcpTargetGroup`, tcpTargets(port)]),
    ...named(routes, (route) => [`${logicalId(route.id)}Listener`, tcpListener(route)]),
  }
}

const tcpTargets = (port: number): Resource => ({
  Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  Properties: { VpcId: ref('VpcId'), TargetType: 'ip', Port: port, Protocol: 'TCP' },
})

const tcpListener = ({ port, to, idleMs }: TcpRoute): Resource => ({
  Type: 'AWS::ElasticLoadBalancingV2::Listener',
  Properties: {
    LoadBalancerArn: ref('TcpBalancer'),
    Port: port,
    Protocol: 'TCP',
    ListenerAttributes: [
      { Key: 'tcp.idle_timeout.seconds', Value: String(Math.max(60, Math.min(6000, Math.ceil(idleMs / 1000)))) },
    ],
    DefaultActions: [{ Type: 'forward', TargetGroupArn: ref(`${logicalId(to)}TcpTargetGroup`) }],
  },
})
