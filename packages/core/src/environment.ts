import { readFileSync } from 'node:fs'
import { ProviderError } from './provider-error.js'

/** What `process.env` may hold: MPS and RPS replace it with an object of lower-case keys and re-typed values. */
export type EnvironmentSource = Readonly<Record<string, unknown>>

/**
 * Case-insensitive look-ups in an environment that a host may have rewritten.
 *
 * MPS and RPS lower-case every name and turn values that look numeric into numbers (`0123` becomes 123), `true` and
 * `false` into booleans and the empty string into NaN. A value that is no string any more is read again from the
 * environment that the process really has.
 */
export class Environment {
  readonly #values: ReadonlyMap<string, unknown>
  #original: ReadonlyMap<string, unknown> | undefined

  constructor(source: EnvironmentSource = process.env) {
    this.#values = lowerCased(source)
  }

  /** The value as it was written, or `undefined` when unset or empty. `name` is matched without regard to case. */
  get(name: string): string | undefined {
    const value = this.#values.get(name.toLowerCase())
    if (value === undefined || value === null || value === '') return undefined
    if (typeof value === 'string') return value
    return this.#written(name, value)
  }

  /**
   * The value as {@link Environment.get} answers it, or the content of the file that `<name>_FILE` names, without the
   * line end after it: for what must not stand in an environment. Throws `invalid-options` when both are set, and when
   * the file cannot be read or is empty.
   */
  getOrRead(name: string): string | undefined {
    const value = this.get(name)
    const fileName = `${name}_FILE`
    const file = this.get(fileName)
    if (file === undefined) return value
    if (value === undefined) return contentOf(file, fileName)
    throw new ProviderError('invalid-options', `${name} and ${fileName} are both set; unset one of them`)
  }

  #written(name: string, value: unknown): string | undefined {
    this.#original ??= lowerCased(environmentOfProcess())
    const written = this.#original.get(name.toLowerCase())
    if (typeof written === 'string' && written !== '') return written
    return Number.isNaN(value) ? undefined : String(value)
  }
}

function lowerCased(source: EnvironmentSource): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(source).map(([name, value]) => [name.toLowerCase(), value]))
}

function contentOf(file: string, parameter: string): string {
  const text = readText(file, parameter).replace(/\r?\n$/, '')
  if (text === '') throw new ProviderError('invalid-options', `${parameter}: the file ${file} is empty`)
  return text
}

function readText(file: string, parameter: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
    throw new ProviderError('invalid-options', `${parameter}: the file ${file} cannot be read (${code})`, {
      cause: error,
    })
  }
}

/** The report reads the C environment, which stays as it was when a program replaces `process.env`. */
function environmentOfProcess(): EnvironmentSource {
  // Without this a report asks the name server for the peer of every open connection.
  Reflect.set(process.report, 'excludeNetwork', true)
  const report: unknown = process.report.getReport()
  const variables: unknown =
    typeof report === 'object' && report !== null && Reflect.get(report, 'environmentVariables')
  return typeof variables === 'object' && variables !== null ? Object.fromEntries(Object.entries(variables)) : {}
}
