import { parse } from 'yaml'
import type { Decision } from '../../src/index.js'
import type { SampleRequest } from '../requests.js'

interface Resource {
  Type: string
  Properties: Record<string, never>
}
interface ApiRoute {
  method: string
  path: string
  integration: string
  authorizer: string | undefined
}
interface Rule {
  Priority: number
  Conditions: { PathPatternConfig?: { Values: string[] } }[]
  Transforms?: { UrlRewriteConfig: { Rewrites: { Regex: string; Replace: string }[] } }[]
  Actions: { TargetGroupArn: { Ref: string } }[]
}
type Answer = Omit<Extract<Decision, { outcome: 'forward' }>, 'route'> | { outcome: 'preflight' | 'not-found' }

/** What CloudFront, API Gateway and the load balancer decide, read from the template alone. */
export function awsDecides(text: string): (request: SampleRequest) => Answer {
  const resources = (parse(text) as { Resources: Record<string, Resource> }).Resources
  const routes = ofType(resources, 'ApiGatewayV2::Route').map(([, { Properties: one }]) => apiRoute(one))
  const rules = ofType(resources, 'ElasticLoadBalancingV2::ListenerRule').map(
    ([, { Properties }]) => Properties as unknown as Rule,
  )
  const cors = Boolean(resources.Api?.Properties.CorsConfiguration)
  const behaviours: { PathPattern: string }[] =
    (resources.Edge?.Properties as unknown as { DistributionConfig: { CacheBehaviors: [] } } | undefined)
      ?.DistributionConfig.CacheBehaviors ?? []
  return ({ method, path, preflight }) => {
    const [raw = '', ...query] = path.split(/(?=\?)/)
    if (behaviours.some(({ PathPattern }) => glob(PathPattern, raw))) return byRule(rules, method, raw, query.join(''))
    if (preflight && cors) return { outcome: 'preflight' }
    const found = routes.filter((one) => one.method === method && rest(one, raw) !== undefined).sort(mostSpecific)[0]
    if (found === undefined) return { outcome: 'not-found' }
    const { IntegrationUri, RequestParameters } = integrationOf(resources, found)
    const rewritten = RequestParameters?.['overwrite:path']?.replace('$request.path.proxy', rest(found, raw) ?? '')
    return {
      outcome: 'forward',
      upstream: IntegrationUri.Ref,
      path: (rewritten ?? raw) + query.join(''),
      auth: found.authorizer === undefined ? 'none' : { token: found.authorizer },
    }
  }
}

interface Integration {
  IntegrationUri: { Ref: string }
  RequestParameters?: Record<string, string>
}

function integrationOf(resources: Record<string, Resource>, { integration }: ApiRoute): Integration {
  const found = resources[integration]
  if (found === undefined) throw new Error(`the template has no ${integration}`)
  return found.Properties as unknown as Integration
}

const ofType = (resources: Record<string, Resource>, type: string) =>
  Object.entries(resources).filter(([, one]) => one.Type === `AWS::${type}`)

function apiRoute(properties: Record<string, unknown>): ApiRoute {
  const [method = '', path = ''] = String(properties.RouteKey).split(' ')
  const integration = /\$\{(.+)\}/.exec((properties.Target as { 'Fn::Sub': string })['Fn::Sub'])?.[1] ?? ''
  return { method, path, integration, authorizer: (properties.AuthorizerId as { Ref: string } | undefined)?.Ref }
}

/** What `{proxy+}` takes, which is at least one character; empty for an exact path. */
function rest({ path }: ApiRoute, request: string): string | undefined {
  if (!path.endsWith('{proxy+}')) return path === request ? '' : undefined
  const folder = path.slice(0, -'{proxy+}'.length)
  return request.startsWith(folder) && request.length > folder.length ? request.slice(folder.length) : undefined
}

/** API Gateway prefers a full match to a greedy one, and of those the longer. */
const mostSpecific = (a: ApiRoute, b: ApiRoute) =>
  Number(a.path.endsWith('+}')) - Number(b.path.endsWith('+}')) || b.path.length - a.path.length

const glob = (pattern: string, path: string) =>
  new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace('*', '.*')}$`).test(path)

function byRule(rules: Rule[], method: string, path: string, query: string): Answer {
  const found = [...rules]
    .sort((a, b) => a.Priority - b.Priority)
    .find(({ Conditions }) => Conditions[0]?.PathPatternConfig?.Values.some((pattern) => glob(pattern, path)))
  if (found === undefined || method !== 'GET') return { outcome: 'not-found' }
  const rewrite = found.Transforms?.[0]?.UrlRewriteConfig.Rewrites[0]
  const target = rewrite === undefined ? path : path.replace(new RegExp(rewrite.Regex), rewrite.Replace)
  return {
    outcome: 'forward',
    upstream: found.Actions[0]?.TargetGroupArn.Ref ?? '',
    path: target + query,
    auth: 'none',
  }
}
