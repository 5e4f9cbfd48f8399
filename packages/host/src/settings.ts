import { readFile } from 'node:fs/promises'
import { Environment, ProviderError } from '@dmt-providers/core'

/**
 * The configuration of a service as it was written. The services merge a file, environment and command line into one
 * object with lower-case names, in which a value of the environment that looks like a number has become one.
 */
export class Settings {
  constructor(
    /** Prefix of the service's environment variables: `MPS`. */
    readonly service: string,
    private readonly config: Readonly<Record<string, unknown>>,
    readonly environment: Environment = new Environment(),
  ) {}

  /** The environment variable of a setting: `secrets_url` → `MPS_SECRETS_URL`. */
  variable(name: string): string {
    return `${this.service}_${name.toUpperCase()}`
  }

  /** A setting by its lower-case name; `undefined` when it is unset or empty. */
  get(name: string): string | undefined {
    const value = this.config[name]
    if (typeof value === 'string' && value !== '') return value
    return this.environment.get(this.variable(name)) ?? retyped(value)
  }

  /** Whether a setting is `false`; the services turn that word into the boolean. */
  isFalse(name: string): boolean {
    return this.get(name)?.toLowerCase() === 'false'
  }

  /**
   * The content of the file that `<name>_file` names. Wins over the setting itself, which the services' own files
   * always hold. Throws `invalid-options` when the file cannot be read or is empty.
   */
  async file(name: string): Promise<string | undefined> {
    const path = this.get(`${name}_file`)
    if (path === undefined) return undefined
    const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw this.#unreadable(name, `the file cannot be read (${error.code ?? error.message})`)
    })
    const value = content.replace(/\r?\n$/, '')
    if (value === '') throw this.#unreadable(name, 'the file is empty')
    return value
  }

  #unreadable(name: string, problem: string): ProviderError {
    return new ProviderError('invalid-options', `${this.variable(`${name}_file`)}: ${problem}`)
  }
}

/** What is left of a value that no environment variable explains: one of the command line or of a file. */
function retyped(value: unknown): string | undefined {
  const isValue = typeof value === 'boolean' || (typeof value === 'number' && !Number.isNaN(value))
  return isValue ? String(value) : undefined
}
