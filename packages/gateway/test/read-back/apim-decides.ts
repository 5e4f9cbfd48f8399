import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { SampleRequest } from '../requests.js'

interface Resource {
  type: string
  name: string
  properties: {
    type?: string
    path?: string
    serviceUrl?: string
    method?: string
    urlTemplate?: string
    value?: string
  }
}
interface Policy {
  policies: {
    inbound: {
      'validate-jwt'?: { 'issuer-signing-keys'?: { key: string } }
      cors?: object
      'set-backend-service'?: { '@base-url': string }
      'rewrite-uri'?: { '@template': string }
    }
  }
}
/** `guarded` in place of the rule's name, which the policy does not have; the upstream by its address. */
export type ApimAnswer =
  | { outcome: 'forward'; upstream: string; path: string; guarded: boolean }
  | { outcome: 'preflight' | 'not-found' }

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@' })

/** What API Management decides, read from the template alone: the longest API path, then the most specific operation. */
export function apimDecides(text: string): (request: SampleRequest) => ApimAnswer {
  const { resources } = JSON.parse(text) as { resources: Resource[] }
  const named = new Map(resources.map((one) => [nameOf(one), one]))
  const sockets = resources.filter(({ properties }) => properties.type === 'websocket')
  const operations = resources.filter(({ properties }) => properties.urlTemplate !== undefined)
  const inboundOf = (name: string) => readPolicy(named.get(`${name}/policy`)?.properties.value ?? '').policies.inbound
  const cors = inboundOf('dmt').cors !== undefined
  return ({ method, path, preflight }) => {
    const [raw = '', ...query] = path.split(/(?=\?)/)
    const socket = sockets.find(({ properties }) => `/${properties.path}` === raw)
    if (socket !== undefined) {
      if (method !== 'GET') return { outcome: 'not-found' }
      const url = new URL(socket.properties.serviceUrl ?? '')
      const inbound = inboundOf(`${nameOf(socket)}/onHandshake`)
      return {
        outcome: 'forward',
        upstream: url.host,
        path: url.pathname + query.join(''),
        guarded: isGuarded(inbound),
      }
    }
    if (preflight && cors) return { outcome: 'preflight' }
    const found = operations.filter((one) => one.properties.method === method && takes(one, raw)).sort(mostSpecific)[0]
    if (found === undefined) return { outcome: 'not-found' }
    const inbound = inboundOf(nameOf(found))
    const upstream = inbound['set-backend-service']?.['@base-url'].replace(/^https?:\/\//, '') ?? ''
    const target = rewritten(inbound['rewrite-uri']?.['@template'], raw) + query.join('')
    return { outcome: 'forward', upstream, path: target, guarded: isGuarded(inbound) }
  }
}

function readPolicy(text: string): Policy {
  const valid = XMLValidator.validate(text)
  if (valid !== true) throw new Error(`not well-formed: ${valid.err.msg}`)
  return parser.parse(text) as Policy
}

const nameOf = ({ name }: Resource) => /, '\/(.+)'\)\]$/.exec(name)?.[1] ?? ''

const isGuarded = (inbound: Policy['policies']['inbound']) => inbound['validate-jwt'] !== undefined

const takes = ({ properties: { urlTemplate = '' } }: Resource, path: string) =>
  urlTemplate.endsWith('*') ? path.startsWith(urlTemplate.slice(0, -1)) : path === urlTemplate

const mostSpecific = (
  { properties: { urlTemplate: a = '' } }: Resource,
  { properties: { urlTemplate: b = '' } }: Resource,
) => Number(a.endsWith('*')) - Number(b.endsWith('*')) || b.length - a.length

/** Runs the one expression that the renderer writes: a text and what is left of the path from a position on. */
function rewritten(template: string | undefined, path: string): string {
  if (template === undefined) return path
  const expression = /^@\("(.*)" \+ context\.Request\.OriginalUrl\.Path\.Substring\((\d+)\)\)$/.exec(template)
  return expression === null ? template : `${expression[1]}${path.slice(Number(expression[2]))}`
}
