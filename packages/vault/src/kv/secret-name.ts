/**
 * What Vault refuses in a path: what Go does not take for printable. Source: hashicorp/go-cleanhttp,
 * PrintablePathCheckHandler, and Go's unicode.IsPrint.
 */
const unprintable = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu

/** What would be read as an escape, were it not one itself. */
const escapeLike = /%(?=[0-9A-F]{2})/gi

/** What means the same in a path, in a name and in a URL. */
const plain = /^[\w./-]*$/

/**
 * The name by which Vault keeps a path: the path itself, but for characters that Vault refuses, which become `%XX` for
 * each byte of their UTF-8, and for a `%` that would otherwise look like that.
 */
export function secretName(path: string): string {
  if (plain.test(path)) return path
  return path
    .replace(escapeLike, '%25')
    .replace(unprintable, (character) =>
      [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
    )
}

/** The path that has this name. A name that no path has, because somebody else chose it, is a path itself. */
export function pathOfName(name: string): string {
  const path = name.replace(/(?:%[0-9A-F]{2})+/gi, (bytes) => decoded(bytes))
  return secretName(path) === name ? path : name
}

function decoded(bytes: string): string {
  try {
    return decodeURIComponent(bytes)
  } catch {
    return bytes
  }
}

/** A name as it stands in a URL. Nearly all names of the services are of plain characters, which stand for themselves. */
export const inUrl = (name: string) => (plain.test(name) ? name : name.split('/').map(encodeURIComponent).join('/'))
