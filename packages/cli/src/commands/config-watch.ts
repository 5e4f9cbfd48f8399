import type { Command } from '../command.js'
import { configOptions, exitCodesHelp } from '../config/config-options.js'
import { Watched } from '../config/watched.js'
import { withCentral } from '../config/with-central.js'
import { exitCodes } from '../exit-codes.js'

/** Prints each change as it happens. */
export const configWatch: Command = {
  summary: 'prints each change of a central configuration as it happens, key by key',
  usage: '--service <service> [options]',
  options: configOptions,
  details: `It goes on until it is interrupted. Changes that come faster than they are read become one. A store that goes away is
waited for, and what changed meanwhile is told once it is back. With --json each change is one line.

${exitCodesHelp}`,
  run: (given) =>
    withCentral(given, async (central, context) => {
      const watched = new Watched(context, central)
      for await (const found of central.watch(context.signal)) watched.heard(found)
      return context.signal.aborted ? exitCodes.interrupted : exitCodes.done
    }),
}
