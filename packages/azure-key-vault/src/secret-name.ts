import { createHash } from 'node:crypto'

/** Most characters of a name. Source: Azure's "About keys, secrets and certificates", object identifiers. */
const longest = 127

/** Most characters of a name too long to stand in it, before the hash of all of it. */
const head = 60

/**
 * The name of a path in Key Vault, which has letters, digits and dashes and tells no case apart. Lower-case letters and
 * digits stand for themselves; a dash begins everything else: `--` is `/`, `-0` a dash, `-m` the capital `M`, `-1c3` the
 * byte c3 of UTF-8. No two paths have one name; a path whose name would be too long ends with `-2` and its SHA-256.
 */
export function secretName(path: string): string {
  const name = path.replace(others, coded)
  return name.length <= longest ? name : `${beginning(path)}-2${sha256(path)}`
}

/** The name of one of the parts that a long value is stored in. */
export function partName(path: string, part: number): string {
  const suffix = `-3${part}`
  const name = secretName(path)
  if (name.length + suffix.length <= longest) return name + suffix
  return `${beginning(path)}-2${sha256(path).slice(0, 56)}${suffix}`
}

/** Ends between two characters: half a code would read as another with what follows. */
function beginning(path: string): string {
  let name = ''
  for (const character of path) {
    const code = character.replace(others, coded)
    if (name.length + code.length > head) break
    name += code
  }
  return name
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** What does not stand for itself. */
const others = /[^a-z0-9]/gu

function coded(character: string): string {
  if (character >= 'A' && character <= 'Z') return `-${character.toLowerCase()}`
  if (character === '/') return '--'
  if (character === '-') return '-0'
  return [...Buffer.from(character, 'utf8')].map((byte) => `-1${byte.toString(16).padStart(2, '0')}`).join('')
}
