import { closestName, ProviderError } from '@dmt-providers/core'
import { type DataSource, dataSource, hostOf, namedInstance, portNumber } from './data-source.js'
import { type Keyword, keywords, type Part, plain } from './keywords.js'
import type { Pair, SplitProblem } from './split-pairs.js'

/** What a connection string says, in whatever form it was written. */
export interface ConnectionText extends DataSource {
  readonly user: string | undefined
  readonly password: string | undefined
  readonly database: string | undefined
  /** Options of this package that it has, as texts. */
  readonly options: Readonly<Record<string, string>>
}

/** What a URL says before its keywords. */
export type Given = Readonly<Partial<Record<Part, string>>>

const known = new Map(Object.entries(keywords).map(([name, keyword]) => [plain(name), keyword]))

/**
 * Puts the pairs of a connection string together: the last of a keyword and its synonyms counts, and one without a value
 * is as if it were not there. `own` are the names of this package's options, which every form may have as well. Throws
 * `invalid-options` with all that is wrong, and no value.
 */
export function connectionText(
  given: Given,
  pairs: readonly (Pair | SplitProblem)[],
  own: readonly string[],
): ConnectionText {
  const reader = new Reader(given, own)
  pairs.forEach((pair, index) => {
    if ('problem' in pair) reader.problems.push(`part ${pair.place} ${pair.problem}`)
    else reader.read(pair, index + 1)
  })
  return reader.result()
}

/** Collects what pairs say, and what is wrong with them. */
class Reader {
  readonly problems: string[] = []
  readonly #parts: Partial<Record<Part, string>>
  readonly #options: Record<string, string> = {}
  readonly #own: ReadonlyMap<string, string>
  /** What follows a password, up to the next known keyword, may be the rest of it, and is not shown. */
  #mayBeSecret = false

  constructor(
    given: Given,
    private readonly names: readonly string[],
  ) {
    this.#parts = { ...given }
    this.#own = new Map(names.map((name) => [plain(name), name]))
  }

  read({ keyword, value }: Pair, place: number): void {
    const name = plain(keyword)
    const vendors = known.get(name)
    const own = this.#own.get(name)
    if (vendors === undefined && own === undefined) return void this.problems.push(this.#unknown(keyword, place))
    this.#mayBeSecret = /password|pwd|secret|token/i.test(keyword)
    if (vendors !== undefined) this.#take(vendors, keyword, value)
    else if (own !== undefined) this.#set(own, value)
  }

  result(): ConnectionText {
    const found = this.#located()
    const sslmode = this.#sslmode()
    if (this.problems.length > 0) {
      throw new ProviderError('invalid-options', `mssql: ${this.problems.join('; ')}`, { provider: 'mssql' })
    }
    const { user, password, database } = this.#parts
    const options = Object.entries(this.#options).filter(([, value]) => value !== '')
    return {
      ...found,
      user: user || undefined,
      password: password || undefined,
      database: database || undefined,
      options: Object.fromEntries([...options, ...(sslmode === undefined ? [] : [['sslmode', sslmode]])]),
    }
  }

  #take(meaning: Keyword, keyword: string, value: string): void {
    if (meaning.kind === 'part') this.#parts[meaning.part] = value
    else if (meaning.kind === 'refused' && value !== '' && !meaning.harmless.test(value))
      this.problems.push(`${keyword}: ${meaning.why}`)
    else if (meaning.kind === 'option') {
      const converted = value === '' ? { text: '' } : meaning.convert(value)
      if ('wrong' in converted) this.problems.push(`${keyword}: ${converted.wrong}`)
      else this.#set(meaning.option, converted.text)
    }
  }

  #set(option: string, value: string): void {
    this.#options[option] = value
  }

  #unknown(keyword: string, place: number): string {
    if (this.#mayBeSecret)
      return `part ${place}, behind a password, is no known keyword; a password that has a separator must be quoted, or percent-encoded in a URL`
    const nearest = closestName(keyword, [...Object.keys(keywords), ...this.names])
    return `${keyword === '' ? `part ${place}` : keyword}: unknown keyword${nearest === undefined ? '' : `, did you mean ${nearest}?`}`
  }

  #located(): DataSource {
    const { dataSource: source, host, port, instance } = this.#parts
    const found = source ? dataSource(source) : host ? dataSource(hostOf(host)) : undefined
    if (found === undefined || typeof found === 'string') {
      this.problems.push(found === undefined ? 'Server: names no host; write tcp:host,1433' : `Server: ${found}`)
      return { host: '', port: undefined, instance: undefined }
    }
    const own = port ? portNumber(port) : found.port
    if (port && own === undefined) this.problems.push('port: give a number from 1 to 65535')
    return {
      host: found.host,
      port: own,
      instance: own === undefined ? (namedInstance(instance) ?? found.instance) : undefined,
    }
  }

  /** What Microsoft's drivers call `Encrypt` and `TrustServerCertificate` is one option here. */
  #sslmode(): string | undefined {
    const { encrypt = '', trustServerCertificate = '' } = this.#parts
    if (encrypt === '' && trustServerCertificate === '') return undefined
    if ((this.#options.sslmode ?? '') !== '')
      this.problems.push('sslmode: Encrypt or TrustServerCertificate says the same in other words; leave them away')
    const trust = truths[trustServerCertificate.toLowerCase()]
    if (trust === undefined) this.problems.push('TrustServerCertificate: give true or false')
    const mode = encryptions[encrypt.toLowerCase()]
    if (mode === undefined) this.problems.push('Encrypt: give true (Mandatory), false (Optional) or Strict')
    // Without Encrypt a connection is encrypted: only what the certificate is worth is said.
    if (mode === 'verify-full' || mode === '') return trust === true ? 'no-verify' : mode || undefined
    return mode
  }
}

const truths: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false, '': false }

const encryptions: Readonly<Record<string, string>> = {
  '': '',
  true: 'verify-full',
  yes: 'verify-full',
  mandatory: 'verify-full',
  false: 'disable',
  no: 'disable',
  optional: 'disable',
  strict: 'strict',
}
