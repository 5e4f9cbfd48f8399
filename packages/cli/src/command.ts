import type { Environment } from '@dmt-providers/core'

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
  readonly environment: Environment
  /** All of the standard input. */
  input(): Promise<string>
  /** Results, line by line. */
  out(line: string): void
  /** Everything that is no result: progress, warnings, errors. */
  err(line: string): void
  /** Shows a line that the next one replaces; absent when nobody watches. */
  readonly status: ((line: string) => void) | undefined
  /** Fires when the command is interrupted. */
  readonly signal: AbortSignal
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
  /** What else `--help` says: examples, and what exit codes mean. */
  readonly details: string
  /** Answers the exit code; throws what goes wrong. */
  run(context: CommandContext): Promise<number>
}
