import { parseEnvValue } from './parse-env-value.js'

/**
 * Replaces `process.env` by a plain object of lower-case names and re-typed values, as MPS and RPS do at their start.
 * Whatever a provider reads from the environment afterwards, it sees this.
 */
export function replaceEnvironment(): void {
  const variables = Object.entries(process.env).map(([name, value]) => [name.toLowerCase(), parseEnvValue(value ?? '')])
  Reflect.set(process, 'env', Object.fromEntries(variables))
}
