import type { Environment } from '@dmt-providers/core'

/**
 * Puts variables back into `process.env` under the names that their vendor's library reads, where a host has replaced
 * it by an object of lower-case names: for what the library takes no option for. Nothing that is there is changed.
 */
export function restoreVariables(names: readonly string[], environment: Environment): void {
  for (const name of names) {
    const value = environment.get(name)
    if (value !== undefined && process.env[name] === undefined) process.env[name] = value
  }
}
