import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'
import {
  closestName,
  Environment,
  type EnvironmentSource,
  isProviderError,
  ProviderError,
  redactText,
} from '@dmt-providers/core'
import type { Command, CommandContext } from './command.js'
import { commands } from './commands.js'
import type { Ending } from './exec/ending.js'
import { exitCodeOf, exitCodes } from './exit-codes.js'
import { helpOf, overview } from './help.js'
import { type Given, parseOptions } from './parse-options.js'

/** The world that a command runs in. */
export interface CliSurroundings {
  /** Default: the process's environment. */
  environment?: EnvironmentSource
  out(line: string): void
  err(line: string): void
  /** Shows a line that the next one replaces; absent when nobody watches. */
  status?: ((line: string) => void) | undefined
  /** Default: never. */
  signal?: AbortSignal
  /** All of the standard input. Default: that of the process. */
  input?: () => Promise<string>
  /** Hears how the process of `exec` ended, to end in the same way; the exit code says it in a number. */
  endLike?: (ending: Ending) => void
}

/**
 * Runs `dmt-providers` with these arguments and answers its exit code: 0 done, 1 failed, 2 wrong usage, 3 there is
 * something to do (`--check`, `--verify`), 4 refused with nothing changed, 130 interrupted. Never throws; what goes
 * wrong is written to `err`, without any URL or password.
 */
export async function runCli(args: readonly string[], surroundings: CliSurroundings): Promise<number> {
  try {
    return await dispatch(args, surroundings)
  } catch (error) {
    surroundings.err(`dmt-providers: ${messageOf(error)}`)
    return exitCodeOf(error)
  }
}

async function dispatch(words: readonly string[], surroundings: CliSurroundings): Promise<number> {
  const { name, args } = nameAndRest(words)
  if (name === '--version') {
    surroundings.out(String(createRequire(import.meta.url)('@dmt-providers/cli/package.json').version))
    return exitCodes.done
  }
  if (name === undefined || name === '--help' || name === 'help') {
    surroundings.out(overview(await summaries()))
    return name === undefined ? exitCodes.usage : exitCodes.done
  }
  if (groupOf(name).length > 0) {
    surroundings.out(overview(await summaries(groupOf(name))))
    return args.includes('--help') ? exitCodes.done : exitCodes.usage
  }
  const command = await commandOf(name)
  const { own, behind } = command.takesCommand === true ? parted(args) : { own: args, behind: [] }
  if (own.includes('--help')) {
    surroundings.out(helpOf(name, command))
    return exitCodes.done
  }
  return await command.run(contextOf(parseOptions(name, command, own), behind, surroundings))
}

/** The command's name is two words where there is such a command, or one that begins with the same word. */
function nameAndRest(words: readonly string[]): { name: string | undefined; args: readonly string[] } {
  const [first, second] = words
  if (groupOf(first).length === 0 || second === undefined || second.startsWith('-'))
    return { name: first, args: words.slice(1) }
  return { name: `${first} ${second}`, args: words.slice(2) }
}

/** The arguments of the command itself, and those behind `--`. */
function parted(args: readonly string[]): { own: readonly string[]; behind: readonly string[] } {
  const at = args.indexOf('--')
  return at < 0 ? { own: args, behind: [] } : { own: args.slice(0, at), behind: args.slice(at + 1) }
}

/** The names of the commands whose first word this is, where that is no command itself. */
const groupOf = (word: string | undefined) => Object.keys(commands).filter((name) => name.startsWith(`${word} `))

async function commandOf(name: string): Promise<Command> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load !== undefined) return await load()
  const nearest = closestName(name, Object.keys(commands))
  const hint = nearest === undefined ? `known: ${Object.keys(commands).join(', ')}` : `did you mean ${nearest}?`
  throw new ProviderError('invalid-options', `${name}: unknown command (${hint})`)
}

async function summaries(names = Object.keys(commands)): Promise<[string, string][]> {
  const loaded: [string, string][] = []
  for (const name of names) loaded.push([name, (await commandOf(name)).summary])
  return loaded
}

function contextOf(
  { options, words }: Given,
  command: readonly string[],
  surroundings: CliSurroundings,
): CommandContext {
  const { environment, out, err, status, signal = new AbortController().signal } = surroundings
  const { input = () => text(process.stdin) } = surroundings
  return {
    text(option) {
      const value = options.get(option)
      return value === true ? undefined : value
    },
    given: (option) => options.has(option),
    argument: (name) => words.get(name),
    environment: new Environment(environment),
    input,
    command,
    variables: environment ?? process.env,
    out,
    err,
    status,
    signal,
    endLike: (ending) => surroundings.endLike?.(ending),
  }
}

function messageOf(error: unknown): string {
  if (isProviderError(error)) return `${error.message} [${error.code}]`
  return redactText(error instanceof Error ? (error.stack ?? error.message) : String(error))
}
