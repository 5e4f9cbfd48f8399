import { HttpProblem } from './http-problem.js'
import type { RequestDetails, Route } from './route.js'

/** Finds the route of an address. Throws a 404 when there is none, and a 400 for an address that cannot be read. */
export function matchRoute(routes: readonly Route[], address: string): { route: Route; request: RequestDetails } {
  const [pathname = '', search = ''] = address.split(/\?(.*)/s)
  for (const route of routes) {
    const path = matchPath(route.path, pathname)
    if (path !== undefined) return { route, request: { path, query: readQuery(search) } }
  }
  throw new HttpProblem(404, 'there is nothing at this address')
}

function matchPath(pattern: string, pathname: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), pathname.split('/')]
  if (wanted.length !== given.length) return undefined
  const values: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) values[part.slice(1)] = value
    else if (part !== value) return undefined
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, decode(value)]))
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    throw new HttpProblem(400, 'the address holds a % that starts no character')
  }
}

function readQuery(search: string): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(search)) {
    if (name in query) throw new HttpProblem(400, `${name} is given twice`)
    query[name] = value
  }
  return query
}
