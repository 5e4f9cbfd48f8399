import { inspect } from 'node:util'
import { ProviderError } from './provider-error.js'

/**
 * The text that names a store and how to reach it. It may hold a password, so it prints as its scheme alone; the
 * whole text is given by {@link ConnectionUrl.expose}.
 */
export class ConnectionUrl {
  readonly #text: string
  /** Scheme without colon, lower case: `postgres`, `envelope+file`; `ado` for `Server=…;Database=…`. */
  readonly scheme: string

  private constructor(text: string, scheme: string) {
    this.#text = text
    this.scheme = scheme
  }

  /** Reads a connection URL or an ADO string. Throws `invalid-options` naming `parameter` when it is neither. */
  static parse(text: string, parameter: string): ConnectionUrl {
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]
    if (scheme !== undefined) return new ConnectionUrl(text, scheme.toLowerCase())
    if (/(^|;)\s*(server|data source|addr|address)\s*=/i.test(text)) return new ConnectionUrl(text, 'ado')
    throw new ProviderError(
      'invalid-options',
      `${parameter}: ${text.length === 0 ? 'is empty' : `a text of ${text.length} characters that names no scheme`}; ` +
        'write a URL such as postgres://user@host:5432/database or pglite:./folder',
    )
  }

  /** The whole text, credentials included. */
  expose(): string {
    return this.#text
  }

  /** The same text under another scheme: `envelope+postgres://…` → `postgres://…`. */
  withScheme(scheme: string): ConnectionUrl {
    return new ConnectionUrl(`${scheme}${this.#text.slice(this.scheme.length)}`, scheme)
  }

  /**
   * The decoded values of one query parameter, which may stand several times, and the text without it: every other
   * character stays as it was written. ADO strings have no query.
   */
  take(name: string): { url: ConnectionUrl; values: string[] } {
    const mark = this.scheme === 'ado' ? -1 : this.#text.indexOf('?')
    if (mark === -1) return { url: this, values: [] }
    const pairs = this.#text.slice(mark + 1).split('&')
    const others = pairs.filter((pair) => !new URLSearchParams(pair).has(name))
    if (others.length === pairs.length) return { url: this, values: [] }
    const rest = others.length === 0 ? '' : `?${others.join('&')}`
    const values = pairs.flatMap((pair) => new URLSearchParams(pair).getAll(name))
    return { url: new ConnectionUrl(this.#text.slice(0, mark) + rest, this.scheme), values }
  }

  toString(): string {
    return `${this.scheme}:[redacted]`
  }

  toJSON(): string {
    return this.toString()
  }

  [inspect.custom](): string {
    return this.toString()
  }
}
