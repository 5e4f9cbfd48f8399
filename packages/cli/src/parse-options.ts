import { parseArgs } from 'node:util'
import { closestName, ProviderError } from '@dmt-providers/core'
import type { Command, CommandArgument } from './command.js'

/** What was given to a command. */
export interface Given {
  /** By name; `true` for a switch. */
  readonly options: ReadonlyMap<string, string | true>
  /** By the name of the argument. */
  readonly words: ReadonlyMap<string, string>
}

/** Reads the arguments of a command. Throws `invalid-options` naming the argument, and the nearest option to a typo. */
export function parseOptions(
  name: string,
  { options, arguments: known = [], takesCommand }: Pick<Command, 'options' | 'arguments' | 'takesCommand'>,
  args: readonly string[],
): Given {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: typesOf(options),
  })
  const given = new Map<string, string | true>()
  const words: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional' && takesCommand === true) {
      throw wrong(name, `${token.value}: put -- before the command`)
    }
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (option === undefined) throw wrong(name, `${token.rawName}: unknown option${hint(token.name, options)}`)
    if (given.has(token.name)) throw wrong(name, `${token.rawName}: given twice`)
    if (option.value === undefined && token.value !== undefined) throw wrong(name, `${token.rawName}: takes no value`)
    const missing = token.value === undefined || (/^-./.test(token.value) && !token.inlineValue)
    if (option.value !== undefined && missing) throw wrong(name, `${token.rawName}: needs ${option.value} behind it`)
    given.set(token.name, token.value ?? true)
  }
  return { options: given, words: namedWords(name, known, words) }
}

function namedWords(
  name: string,
  known: readonly CommandArgument[],
  words: readonly string[],
): ReadonlyMap<string, string> {
  const [first] = words
  if (known.length === 0 && first !== undefined) throw wrong(name, `${first}: takes no arguments but options`)
  // Not shown: it may be the rest of a secret that was given without quotes.
  if (words.length > known.length) throw wrong(name, `argument ${known.length + 1}: ${inWords(known)} and no more`)
  const missing = known[words.length]
  if (missing !== undefined && missing.optional !== true) throw wrong(name, `<${missing.name}>: is missing`)
  return new Map(words.map((word, at) => [known[at]?.name ?? '', word]))
}

const inWords = (known: readonly CommandArgument[]) => `takes ${known.map((one) => `<${one.name}>`).join(' ')}`

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
