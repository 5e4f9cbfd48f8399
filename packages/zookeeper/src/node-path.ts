/**
 * The node of a key: `mps/config` is `/mps/config` below the prefix. ZooKeeper allows neither control characters nor
 * anything beyond the Basic Multilingual Plane in names, so all but letters, digits and `-_.!~*'()` is percent-encoded.
 */
export function nodeOfKey(base: string, key: string): string {
  return `${base}/${key.split('/').map(encodeURIComponent).join('/')}`
}

/** The key of a node below the base; `undefined` for a node that no key has. */
export function keyOfNode(base: string, node: string): string | undefined {
  try {
    const key = node
      .slice(base.length + 1)
      .split('/')
      .map(decodeURIComponent)
      .join('/')
    return nodeOfKey(base, key) === node ? key : undefined
  } catch {
    return undefined
  }
}

/** The node below which a prefix is, without slash at its end. */
export function baseOf(prefix: string): string {
  const segments = prefix.split('/').filter((segment) => segment !== '')
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('')
}

/** What ZooKeeper calls a node; the one above all has no name here. */
export const nameOf = (node: string) => node || '/'
