import { parse } from 'yaml'
import type { SampleRequest } from '../requests.js'

interface Operation {
  security: Record<string, unknown>[]
  'x-google-backend': { address: string; path_translation: string }
}
/** An answer in the terms of the description: no route's name, the token rule by its definition. */
export type GoogleAnswer =
  | { outcome: 'forward'; upstream: string; path: string; token: string | undefined }
  | { outcome: 'preflight' | 'not-found' }

/** What the proxy decides, read from the description and the flags: the most specific template that has the method. */
export function googleDecides(text: string, flags: string): (request: SampleRequest) => GoogleAnswer {
  const { paths } = parse(text) as { paths: Record<string, Record<string, Operation>> }
  const templates = Object.keys(paths).sort(
    (a, b) => Number(a.includes('**')) - Number(b.includes('**')) || b.length - a.length,
  )
  return ({ method, path, preflight }) => {
    const [raw = '', ...query] = path.split(/(?=\?)/)
    const operation = templates
      .filter((template) => takes(template, raw))
      .map((template) => paths[template]?.[method.toLowerCase()])
      .find((one) => one !== undefined)
    if (operation === undefined) return { outcome: 'not-found' }
    if (preflight && flags.includes('--cors_preset')) return { outcome: 'preflight' }
    const { address, path_translation } = operation['x-google-backend']
    const url = new URL(address)
    const target = path_translation === 'CONSTANT_ADDRESS' ? url.pathname : raw
    const upstream = `${url.hostname}:${/:(\d+)/.exec(address.slice(6))?.[1]}`
    return {
      outcome: 'forward',
      upstream,
      path: target + query.join(''),
      token: Object.keys(operation.security[0] ?? {})[0],
    }
  }
}

const takes = (template: string, path: string) =>
  template.endsWith('{path=**}') ? path.startsWith(template.slice(0, -'{path=**}'.length)) : path === template
