import { parseArgs } from 'node:util'
import { closestName, ProviderError } from '@dmt-providers/core'
import type { Command } from './command.js'

/** Options as they were given. */
export type GivenOptions = ReadonlyMap<string, string | true>

/** Reads the arguments of a command. Throws `invalid-options` naming the argument, and the nearest option to a typo. */
export function parseOptions(
  name: string,
  { options }: Pick<Command, 'options'>,
  args: readonly string[],
): GivenOptions {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: typesOf(options),
  })
  const given = new Map<string, string | true>()
  for (const token of tokens) {
    if (token.kind === 'positional') throw wrong(name, `${token.value}: takes no arguments but options`)
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (option === undefined) throw wrong(name, `${token.rawName}: unknown option${hint(token.name, options)}`)
    if (given.has(token.name)) throw wrong(name, `${token.rawName}: given twice`)
    if (option.value === undefined && token.value !== undefined) throw wrong(name, `${token.rawName}: takes no value`)
    const missing = token.value === undefined || (token.value.startsWith('-') && !token.inlineValue)
    if (option.value !== undefined && missing) throw wrong(name, `${token.rawName}: needs ${option.value} behind it`)
    given.set(token.name, token.value ?? true)
  }
  return given
}

function typesOf(options: Command['options']) {
  const types = Object.entries(options).map(([name, { value }]) => [
    name,
    { type: value === undefined ? ('boolean' as const) : ('string' as const) },
  ])
  return Object.fromEntries(types)
}

function hint(name: string, options: Command['options']): string {
  const nearest = closestName(name, Object.keys(options))
  return nearest === undefined ? '' : `, did you mean --${nearest}?`
}

function wrong(name: string, problem: string): ProviderError {
  return new ProviderError('invalid-options', `${problem} (dmt-providers ${name} --help lists the options)`)
}
