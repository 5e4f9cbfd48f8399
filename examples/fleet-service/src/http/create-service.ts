import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Hosts } from '../interfaces/hosts.js'
import type { Logger } from '../interfaces/logger.js'
import { deviceRoutes } from './device-routes.js'
import { healthRoutes } from './health-routes.js'
import { HttpProblem } from './http-problem.js'
import { matchRoute } from './match-route.js'
import { pageRoutes } from './page-routes.js'
import { profileRoutes } from './profile-routes.js'
import { providerRoutes } from './provider-routes.js'
import type { Reply } from './reply.js'
import type { Route } from './route.js'
import { securityHeaders } from './security-headers.js'

/** The HTTP service over the providers of both hosts; not listening yet. */
export function createService(hosts: Hosts, logger: Logger): Server {
  const routes = [
    ...healthRoutes(hosts),
    ...deviceRoutes(hosts.mps.db.devices),
    ...profileRoutes(hosts.rps.db.profiles),
    ...providerRoutes(),
    ...pageRoutes(),
  ]
  return createServer(async (request, response) => send(request, response, await answer(routes, request, logger)))
}

async function answer(routes: readonly Route[], { method, url = '/' }: IncomingMessage, logger: Logger) {
  try {
    const { route, request } = matchRoute(routes, url)
    if (method !== 'GET' && method !== 'HEAD') throw new HttpProblem(405, 'only GET and HEAD are served')
    return await route.handle(request)
  } catch (error) {
    if (error instanceof HttpProblem) return problem(error)
    // The address is left out: a search may hold what a log should not.
    logger.error(`request failed: ${error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'}`)
    return problem(new HttpProblem(500, 'the request could not be served; the log says why'))
  }
}

const names = { 400: 'Bad Request', 404: 'Not Found', 405: 'Method Not Allowed', 500: 'Internal Server Error' }

function problem({ status, message }: HttpProblem): Reply {
  const headers: Record<string, string> = status === 405 ? { allow: 'GET, HEAD' } : {}
  return { status, json: { error: names[status], message }, headers }
}

function send(request: IncomingMessage, response: ServerResponse, { status, json, file, headers }: Reply): void {
  const body = file?.content ?? (json === undefined ? undefined : Buffer.from(JSON.stringify(json)))
  response.writeHead(status, {
    ...securityHeaders,
    ...headers,
    ...(body && { 'content-type': file?.type ?? 'application/json; charset=utf-8', 'content-length': body.length }),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
