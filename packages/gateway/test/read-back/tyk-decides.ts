import type { SampleRequest } from '../requests.js'

interface Operation {
  allow?: object
  ignoreAuthentication?: object
  urlRewrite?: { pattern: string; rewriteTo: string }
}
interface Api {
  paths: Record<string, Record<string, { operationId: string }>>
  security?: Record<string, unknown>[]
  'x-tyk-api-gateway': {
    upstream: { url: string }
    server: { listenPath: { value: string; strip: boolean } }
    middleware: { global: { cors?: object }; operations: Record<string, Operation> }
  }
}
/** An answer in the terms of the documents: no route's name, the token rule by its scheme. */
export type TykAnswer =
  | { outcome: 'forward'; upstream: string; path: string; token: string | undefined }
  | { outcome: 'preflight' | 'not-found' }

/** What Tyk decides, read from its documents alone: the longest listen path, then the operation of path and method. */
export function tykDecides(documents: string[]): (request: SampleRequest) => TykAnswer {
  const apis = documents.map((text) => JSON.parse(text) as Api).sort((a, b) => listen(b).length - listen(a).length)
  return ({ method, path, preflight }) => {
    const [raw = '', ...query] = path.split(/(?=\?)/)
    const api = apis.find((one) => listen(one) === '/' || raw === listen(one) || raw.startsWith(`${listen(one)}/`))
    if (api === undefined) return { outcome: 'not-found' }
    const { upstream, server, middleware } = api['x-tyk-api-gateway']
    if (preflight && middleware.global.cors !== undefined) return { outcome: 'preflight' }
    const below = listen(api) === '/' ? raw : raw.slice(listen(api).length) || '/'
    const id = (api.paths[below] ?? api.paths[raw])?.[method.toLowerCase()]?.operationId
    const operation = id === undefined ? undefined : middleware.operations[id]
    const limited = Object.values(middleware.operations).some(({ allow }) => allow !== undefined)
    if (limited && operation === undefined) return { outcome: 'not-found' }
    const token = operation?.ignoreAuthentication === undefined ? Object.keys(api.security?.[0] ?? {})[0] : undefined
    const target = operation?.urlRewrite
    const url = new URL(
      target?.rewriteTo.replace('$1', '') ?? joined(upstream.url, server.listenPath.strip ? below : raw),
    )
    const port = url.port === '' ? '80' : url.port
    return { outcome: 'forward', upstream: `${url.hostname}:${port}`, path: url.pathname + query.join(''), token }
  }
}

const listen = (api: Api) => api['x-tyk-api-gateway'].server.listenPath.value

/** Tyk's rule of joining, which drops a slash that stands alone. */
function joined(target: string, rest: string): string {
  const below = rest.replace(/^\/+/, '')
  return below === '' ? target.replace(/\/+$/, '') : `${target.replace(/\/+$/, '')}/${below}`
}
