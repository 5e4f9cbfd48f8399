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
  const codes = [...Buffer.from(path, 'utf8')].map(coded)
  const name = codes.join('')
  return name.length <= longest ? name : `${beginning(codes)}-2${sha256(path)}`
}

/** The name of one of the parts that a long value is stored in. */
export function partName(path: string, part: number): string {
  const suffix = `-3${part}`
  const name = secretName(path)
  if (name.length + suffix.length <= longest) return name + suffix
  const codes = [...Buffer.from(path, 'utf8')].map(coded)
  return `${beginning(codes)}-2${sha256(path).slice(0, 56)}${suffix}`
}

/** Ends between two codes: half of one would read as another with what follows. */
function beginning(codes: readonly string[]): string {
  let name = ''
  for (const code of codes) {
    if (name.length + code.length > head) break
    name += code
  }
  return name
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function coded(byte: number): string {
  const character = String.fromCharCode(byte)
  if (/[a-z0-9]/.test(character)) return character
  if (/[A-Z]/.test(character)) return `-${character.toLowerCase()}`
  if (character === '/') return '--'
  return character === '-' ? '-0' : `-1${byte.toString(16).padStart(2, '0')}`
}
