import type { Environment } from '@dmt-providers/core'

/** One option of a command, for the parser and for `--help` alike. */
export interface CommandOption {
  /** What stands behind it: `<url>`; absent for a switch. */
  readonly value?: string
  readonly help: string
}

/** What a command gets: options as given, and the world around it. */
export interface CommandContext {
  /** The text of an option, or `undefined` when it was not given. */
  text(option: string): string | undefined
  /** True when a switch was given. */
  given(option: string): boolean
  readonly environment: Environment
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
  /** What else `--help` says: examples, and what exit codes mean. */
  readonly details: string
  /** Answers the exit code; throws what goes wrong. */
  run(context: CommandContext): Promise<number>
}
