import { inspect } from 'node:util'

const mask = '[redacted]'

/**
 * A value that must not be printed: `console.log`, `JSON.stringify`, `util.inspect` and string concatenation show
 * `[redacted]`, and a structured clone is empty. Only {@link Sensitive.expose} gives the value.
 */
export class Sensitive<T = string> {
  readonly #value: T

  constructor(value: T) {
    this.#value = value
  }

  /** The value itself. Hand it straight to the library that needs it; never store or format it. */
  expose(): T {
    return this.#value
  }

  toString(): string {
    return mask
  }

  toJSON(): string {
    return mask
  }

  [inspect.custom](): string {
    return mask
  }
}
