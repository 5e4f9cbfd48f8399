import type { EnvironmentSource } from '@dmt-providers/core'

/** Name by name what is there, regardless of case, as the services lower-case every name. */
export class ServiceEnvironment {
  readonly #names: ReadonlySet<string>

  constructor(private readonly given: EnvironmentSource) {
    this.#names = new Set(Object.keys(given).map((name) => name.toLowerCase()))
  }

  /** Those that the environment does not have already: whoever set one there meant it. */
  free(variables: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(variables).filter(([name]) => !this.#names.has(name.toLowerCase())))
  }

  /** Names of those that it has already. */
  taken(variables: Readonly<Record<string, string>>): string[] {
    return Object.keys(variables).filter((name) => this.#names.has(name.toLowerCase()))
  }

  /** The environment of the service: what is there, `variables` beneath, and `file` in place of what named one. */
  with(variables: Readonly<Record<string, string>>, file?: { variable: string; path: string }): Record<string, string> {
    const all: Record<string, string> = this.free(variables)
    for (const [name, value] of Object.entries(this.given)) {
      const isReplaced = file !== undefined && name.toLowerCase() === file.variable.toLowerCase()
      if (!isReplaced && value !== undefined) all[name] = String(value)
    }
    return file === undefined ? all : { ...all, [file.variable]: file.path }
  }
}
