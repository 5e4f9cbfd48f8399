const unreserved = /[A-Za-z0-9._~-]/

/**
 * The path that routes are compared with, as gateways make it (RFC 3986, 6.2.2): unreserved characters decoded, `.` and
 * `..` resolved, slashes that follow each other merged. Other encoded characters stay, `%2F` too: it separates nothing.
 */
export function normalisePath(path: string): string {
  const decoded = path.replace(/%[0-9a-f]{2}/gi, decodeUnreserved)
  const kept: string[] = []
  for (const segment of decoded.split('/').slice(1)) {
    if (segment === '..') kept.pop()
    else if (segment !== '.') kept.push(segment)
  }
  const folder = /\/\.{0,2}$/.test(decoded) ? '/' : ''
  return `/${kept.join('/')}${folder}`.replace(/\/{2,}/g, '/')
}

function decodeUnreserved(encoded: string): string {
  const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16))
  return unreserved.test(character) ? character : encoded.toUpperCase()
}
