import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { Route } from './route.js'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The page and what belongs to it, read once from the folder `page` of this package: nothing else can be asked for. */
export function pageRoutes(): Route[] {
  const folder = new URL('../../page/', import.meta.url)
  return readdirSync(folder).flatMap((name) => {
    const type = types[extname(name)]
    if (type === undefined) return []
    const file = { type, content: readFileSync(new URL(name, folder)) }
    return [{ path: name === 'index.html' ? '/' : `/${name}`, handle: () => ({ status: 200, file }) }]
  })
}
