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

/** The report reads the C environment, which stays as it was when a program replaces `process.env`. */
function environmentOfProcess(): EnvironmentSource {
  const report: unknown = process.report.getReport()
  const variables: unknown =
    typeof report === 'object' && report !== null && Reflect.get(report, 'environmentVariables')
  return typeof variables === 'object' && variables !== null ? Object.fromEntries(Object.entries(variables)) : {}
}
