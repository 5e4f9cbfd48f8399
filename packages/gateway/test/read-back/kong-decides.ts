import { parse } from 'yaml'
import type { Decision } from '../../src/index.js'
import { normalisePath } from '../../src/router/normalise-path.js'
import type { SampleRequest } from '../requests.js'

interface Plugin {
  name: string
  config: { allow?: string[] }
}
interface KongRoute {
  name: string
  paths: string[]
  methods: string[]
  regex_priority?: number
  strip_path: boolean
  plugins?: Plugin[]
}
interface KongService {
  name: string
  host: string
  path?: string
  protocol: string
  routes: KongRoute[]
}
interface KongFile {
  services: KongService[]
  plugins?: Plugin[]
}
interface Candidate {
  service: KongService
  route: KongRoute
  path: string
  regex: boolean
}

/** What Kong decides, read from the rendered file alone: weight of attributes, regex first, priority, longer path. */
export function kongDecides(text: string): (request: SampleRequest) => Decision {
  const file = parse(text) as KongFile
  const http = file.services.filter(({ protocol }) => protocol !== 'tcp')
  const candidates = http.flatMap((service) =>
    service.routes.flatMap((route) => route.paths.map((path) => candidate(service, route, path))),
  )
  candidates.sort(
    (a, b) => Number(b.regex) - Number(a.regex) || priority(b) - priority(a) || b.path.length - a.path.length,
  )
  return ({ method, path, preflight }) => {
    const [raw = '', ...query] = path.split(/(?=\?)/)
    const normal = normalisePath(raw)
    const found = candidates.find((one) => one.route.methods.includes(method) && matched(one, normal) !== undefined)
    if (found === undefined) return { outcome: 'not-found' }
    const route = found.route.name.replace(/^dmt-/, '')
    if (preflight && file.plugins?.some(({ name }) => name === 'cors')) return { outcome: 'preflight', route }
    return {
      outcome: 'forward',
      route,
      upstream: found.service.host,
      path: upstreamPath(found, normal) + query.join(''),
      auth: authOf(found),
    }
  }
}

const candidate = (service: KongService, route: KongRoute, path: string): Candidate => ({
  service,
  route,
  path: path.replace(/^~/, ''),
  regex: path.startsWith('~'),
})

const priority = ({ regex, route }: Candidate) => (regex ? (route.regex_priority ?? 0) : 0)

const matched = ({ regex, path }: Candidate, request: string): string | undefined =>
  regex ? new RegExp(`^${path}`).exec(request)?.[0] : request.startsWith(path) ? path : undefined

/** Kong's rule of joining: what is left after the match, without its slash, under the service's path. */
function upstreamPath(one: Candidate, request: string): string {
  const base = one.service.path ?? '/'
  if (!one.route.strip_path) return request
  const rest = request.slice(matched(one, request)?.length ?? 0).replace(/^\//, '')
  if (rest !== '') return base.endsWith('/') ? base + rest : `${base}/${rest}`
  return base !== '/' && request.length > 1 && request.endsWith('/') ? `${base}/` : base
}

function authOf({ route }: Candidate): Extract<Decision, { outcome: 'forward' }>['auth'] {
  const guarded = route.plugins?.some(({ name }) => name === 'jwt')
  const token = route.plugins?.find(({ name }) => name === 'acl')?.config.allow?.[0]
  return guarded && token !== undefined ? { token } : 'none'
}
