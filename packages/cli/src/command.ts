import type { Environment, EnvironmentSource } from '@dmt-providers/core'
import type { Ending } from './exec/ending.js'

/** One option of a command, for the parser and for `--help` alike. */
export interface CommandOption {
  /** What stands behind it: `<url>`; absent for a switch. */
  readonly value?: string
  readonly help: string
}

/** One word that a command takes beside its options. */
export interface CommandArgument {
  /** As `--help` shows it, without the brackets: `key`. */
  readonly name: string
  readonly help: string
  /** True for one that may be left out; those after it may be, too. */
  readonly optional?: boolean
}

/** What a command gets: options as given, and the world around it. */
export interface CommandContext {
  /** The text of an option, or `undefined` when it was not given. */
  text(option: string): string | undefined
  /** True when a switch was given. */
  given(option: string): boolean
  /** The word of an argument, or `undefined` when it was not given. */
  argument(name: string): string | undefined
  /** All of the standard input. */
  input(): Promise<string>
  /** What stands behind `--`, for a command that takes another one. */
  readonly command: readonly string[]
  readonly environment: Environment
  /** The variables themselves, to be handed on. */
  readonly variables: EnvironmentSource
  /** Results, line by line. */
  out(line: string): void
  /** Everything that is no result: progress, warnings, errors. */
  err(line: string): void
  /** Shows a line that the next one replaces; absent when nobody watches. */
  readonly status: ((line: string) => void) | undefined
  /** Fires when the command is interrupted. */
  readonly signal: AbortSignal
  /** Makes the program end as another process did, by a signal too, once the command has answered. */
  endLike(ending: Ending): void
}

/** A command of `dmt-providers`: one file in `commands/`, listed in `commands.ts`. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string
  /** What follows the command's name: `[options]`. */
  readonly usage: string
  readonly options: Readonly<Record<string, CommandOption>>
  /** Words that it takes beside options, in this order; none when absent. */
  readonly arguments?: readonly CommandArgument[]
  /** True when it takes another command, with its arguments, behind `--`. */
  readonly takesCommand?: boolean
  /** What else `--help` says: examples, and what exit codes mean. */
  readonly details: string
  /** Answers the exit code; throws what goes wrong. */
  run(context: CommandContext): Promise<number>
}
