import { createHash } from 'node:crypto'

/** Longest name that Key Vault takes. Source: Azure's "About keys, secrets, and certificates". */
const longest = 127

/** Characters that a name keeps of a path that is too long to stand in it, before the hash of all of it. */
const head = 60

/**
 * The name of a path in Key Vault, which has letters, digits and dashes and tells no case apart. Lower-case letters and
 * digits stand for themselves; a dash begins everything else: `--` is `/`, `-0` a dash, `-m` the capital `M`, `-1c3` the
 * byte c3 of UTF-8. No two paths have one name; a path whose name would be too long ends with `-2` and its SHA-256.
 */
export function secretName(path: string): string {
  const name = [...Buffer.from(path, 'utf8')].map(coded).join('')
  if (name.length <= longest) return name
  return `${name.slice(0, head)}-2${createHash('sha256').update(path).digest('hex')}`
}

/** The name of one of the parts that a long value is stored in. */
export function partName(name: string, part: number): string {
  const suffix = `-3${part}`
  if (name.length + suffix.length <= longest) return name + suffix
  return `${name.slice(0, head)}-2${createHash('sha256').update(name).digest('hex').slice(0, 56)}${suffix}`
}

function coded(byte: number): string {
  const character = String.fromCharCode(byte)
  if (/[a-z0-9]/.test(character)) return character
  if (/[A-Z]/.test(character)) return `-${character.toLowerCase()}`
  if (character === '/') return '--'
  return character === '-' ? '-0' : `-1${byte.toString(16).padStart(2, '0')}`
}
