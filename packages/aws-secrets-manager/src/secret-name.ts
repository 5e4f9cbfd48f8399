import { createHash } from 'node:crypto'

/** The longest name that AWS takes. Source: CreateSecret in its API reference. */
const longestName = 512

/** Before the digest in the name of a path that is too long; no code of a character starts so. */
const digestMark = '=H'

const digestLength = digestMark.length + 64

/** How a path is stored: as a name, with a description that has the rest of a path which the name cannot hold. */
export interface StoredName {
  readonly name: string
  readonly rest: string | undefined
}

/**
 * Paths as names of AWS, which may have letters, digits and `/_+=.@-`: any other character is written as its bytes in
 * UTF-8, each as `=` and two digits. What would be longer than AWS allows is cut and ends in a digest.
 */
export class SecretNames {
  readonly #prefix: string

  /** `prefix`: what stands before every path, without the slash between. */
  constructor(prefix: string) {
    this.#prefix = `${prefix}/`
  }

  /** The name of a path. */
  of(path: string): StoredName {
    const name = this.#prefix + escaped(path)
    if (name.length <= longestName) return { name, rest: undefined }
    const head = this.#head(path)
    const rest = Buffer.from(path.slice(head.length), 'utf8').toString('base64url')
    return { name: `${this.#prefix}${escaped(head)}${digestMark}${digestOf(path)}`, rest }
  }

  /** What the names of all paths start with that start with `prefix`. */
  start(prefix: string): string {
    return this.#prefix + escaped(this.#head(prefix))
  }

  /** The path of a name; `undefined` when the name is none of these. */
  path({ name, rest }: StoredName): string | undefined {
    if (!name.startsWith(this.#prefix)) return undefined
    const mark = name.indexOf(digestMark)
    const head = unescaped(name.slice(this.#prefix.length, mark === -1 ? undefined : mark))
    const path = mark === -1 || head === undefined ? head : head + decoded(rest)
    return path !== undefined && this.of(path).name === name ? path : undefined
  }

  /** As much of a path as a name holds beside a digest. */
  #head(path: string): string {
    let [head, left] = ['', longestName - this.#prefix.length - digestLength]
    for (const character of path) {
      left -= escaped(character).length
      if (left < 0) return head
      head += character
    }
    return head
  }
}

function escaped(path: string): string {
  return path.replace(/[^A-Za-z0-9/_+.@-]/gu, (character) =>
    [...Buffer.from(character, 'utf8')].map((byte) => `=${byte.toString(16).padStart(2, '0').toUpperCase()}`).join(''),
  )
}

function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('=', '%'))
  } catch {
    return undefined
  }
}

const decoded = (rest = '') => Buffer.from(rest, 'base64url').toString('utf8')
const digestOf = (path: string) => createHash('sha256').update(path, 'utf8').digest('hex')
