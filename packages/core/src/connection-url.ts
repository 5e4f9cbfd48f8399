import { inspect } from 'node:util'
import { ProviderError } from './provider-error.js'

/** One of the hosts that a URL names. */
export interface UrlHost {
  /** Decoded, and without the brackets of an IPv6 address. */
  readonly host: string
  /** Port, where the URL has one. */
  readonly port: number | undefined
}

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

  /**
   * Reads a connection URL or an ADO string; what Java writes before a URL, `jdbc:`, is left away. Throws
   * `invalid-options` naming `parameter` when it is neither.
   */
  static parse(written: string, parameter: string): ConnectionUrl {
    const text = written.replace(/^jdbc:(?=[a-z][a-z0-9+.-]*:)/i, '')
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]
    if (scheme !== undefined) return new ConnectionUrl(text, scheme.toLowerCase())
    if (/(^|;)\s*(server|data source|addr|(network )?address)\s*=/i.test(text)) return new ConnectionUrl(text, 'ado')
    throw new ProviderError(
      'invalid-options',
      `${parameter}: ${text.length === 0 ? 'is empty' : `a text of ${text.length} characters that names no scheme`}; ` +
        'write a URL such as postgres://user@host:5432/database or pglite:./folder, or Server=host;Database=…',
    )
  }

  /** The whole text, credentials included. */
  expose(): string {
    return this.#text
  }

  /**
   * The hosts between credentials and path, in their order: `scheme://user:password@one:1,two,[::1]:3/path` has three.
   * None for what has no such part: `pglite:./folder`, `postgres:///database`, ADO strings. Throws `invalid-options`
   * when one of several is empty, or when a port is no number from 1 to 65535.
   */
  get hosts(): readonly UrlHost[] {
    const { hosts } = this.#parts()
    return hosts === '' ? [] : hosts.split(',').map((text, place) => hostOf(text, place + 1))
  }

  /** The same text with this host in place of all that it names, for what reads a URL of one host alone. */
  withHost({ host, port }: UrlHost): ConnectionUrl {
    const { before, after } = this.#parts()
    const name = host.includes(':') ? `[${host}]` : encodeURIComponent(host)
    return new ConnectionUrl(`${before}${name}${port === undefined ? '' : `:${port}`}${after}`, this.scheme)
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

  /** What stands before the hosts, they themselves, and what follows. */
  #parts(): { before: string; hosts: string; after: string } {
    // The last @ ends the credentials: those who forget to encode one in a password mean it so.
    const found = this.scheme === 'ado' ? null : /^([^:]+:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/s.exec(this.#text)
    if (found === null) return { before: this.#text, hosts: '', after: '' }
    const [, before = '', hosts = '', after = ''] = found
    return { before, hosts, after }
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

function hostOf(text: string, place: number): UrlHost {
  const [, bracketed, plain = '', port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/.exec(text) ?? []
  const host = bracketed ?? decoded(plain)
  if (host === undefined || host === '')
    throw wrongHost(place, 'has no name; write host:port, with a comma between two')
  if (port === undefined || port === '') return { host, port: undefined }
  const number = Number(port)
  if (!/^\d{1,5}$/.test(port) || number < 1 || number > 65_535)
    throw wrongHost(place, 'has a port that is no number from 1 to 65535')
  return { host, port: number }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function wrongHost(place: number, problem: string): ProviderError {
  return new ProviderError('invalid-options', `url: host ${place} ${problem}`)
}
