/**
 * What Consul takes in no path: all that Go does not count as printable. A percent sign is encoded as well, for names to
 * be read back. Source: hashicorp/go-cleanhttp, PrintablePathCheckHandler; Go, unicode.IsPrint.
 */
const unprintable = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|%/gu

const encoded = /(?:%[0-9A-F]{2})+/g

/** The name in Consul of a key, or the beginning of names for a prefix of keys. */
export const nameOf = (key: string) => key.replace(unprintable, encodeURIComponent)

/** The key of a name in Consul; `undefined` for a name that no key has, such as that of a folder of Consul's own UI. */
export function keyOf(name: string): string | undefined {
  if (name.split('/').some(isNoSegment)) return undefined
  try {
    const key = name.replace(encoded, decodeURIComponent)
    return nameOf(key) === name ? key : undefined
  } catch {
    return undefined
  }
}

/** A name as it is written in a URL. */
export const inPath = (name: string) => name.split('/').map(encodeURIComponent).join('/')

/**
 * The longest beginning of a prefix that Consul can be asked for: its server cleans paths, so that `a/../b` would be
 * another place. No key has what is left out.
 */
export function askable(prefix: string): string {
  const segments = prefix.split('/')
  const odd = segments.findIndex((one, at) => isNoSegment(one) && !(one === '' && at === segments.length - 1))
  return odd === -1
    ? prefix
    : segments
        .slice(0, odd)
        .map((one) => `${one}/`)
        .join('')
}

const isNoSegment = (segment: string) => segment === '' || segment === '.' || segment === '..'
