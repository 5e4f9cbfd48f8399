import { createHmac, timingSafeEqual } from 'node:crypto'

/** True for an HS256 token of the issuer, signed with the secret, not expired at `now` (seconds), with the claims. */
export function isGood(token, { issuer, secret, now, required = {} }) {
  const parts = token.split('.')
  if (parts.length !== 3) return false
  const [head, body, signature] = parts
  // The algorithm is pinned: a token does not choose how it is checked.
  if (read(head)?.alg !== 'HS256') return false
  const wanted = createHmac('sha256', secret).update(`${head}.${body}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return false
  const claims = read(body)
  if (Object.entries(required).some(([name, value]) => claims?.[name] !== value)) return false
  return claims?.iss === issuer && typeof claims.exp === 'number' && claims.exp > now && !(claims.nbf > now)
}

/** The tokens that an event of payload format 2.0 carries. */
export function tokensOf(event, sources) {
  return sources.map((source) => tokenAt(event, source)).filter((token) => typeof token === 'string' && token !== '')
}

function tokenAt(event, source) {
  if (source.in === 'query') return event.queryStringParameters?.[source.name]
  if (source.in === 'cookie') {
    const start = `${source.name}=`
    return event.cookies?.find((cookie) => cookie.startsWith(start))?.slice(start.length)
  }
  const value = event.headers?.[source.name.toLowerCase()]
  return source.scheme === undefined ? value : /^bearer +(.+)$/i.exec(value ?? '')?.[1]
}

function read(part) {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
