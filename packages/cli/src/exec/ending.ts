import { constants } from 'node:os'

/** How a process ended: with an exit code, or by a signal. */
export type Ending = { readonly code: number } | { readonly signal: NodeJS.Signals }

/** The number that a shell has for it: the exit code, or 128 and the number of the signal. */
export function codeOf(ending: Ending): number {
  return 'code' in ending ? ending.code : 128 + constants.signals[ending.signal]
}

/** In words: `exit code 1`, `SIGKILL`. */
export function inWords(ending: Ending): string {
  return 'code' in ending ? `exit code ${ending.code}` : ending.signal
}
