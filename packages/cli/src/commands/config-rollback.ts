import type { CentralConfig } from '@dmt-providers/central-config'
import type { JsonObject } from '@dmt-providers/core'
import type { Command } from '../command.js'
import { configOptions, exitCodesHelp } from '../config/config-options.js'
import { recordNumber, recordWith } from '../config/record-number.js'
import { Refusal } from '../config/refusal.js'
import { reportChange } from '../config/report-change.js'
import { withCentral } from '../config/with-central.js'

/** Brings back the document after an earlier change. */
export const configRollback: Command = {
  summary: 'brings the central configuration back to what it was after an earlier change',
  usage: '<number> --service <service> [options]',
  arguments: [{ name: 'number', help: 'the change, as config history lists it' }],
  options: configOptions,
  details: `The whole document is written again, as a new change: nothing of the history is lost. It works also where the document
of now cannot be read. A secret is the one that the secret store has at the place of its reference by now.

${exitCodesHelp}`,
  run: (given) =>
    withCentral(given, async (central, context) => {
      const number = recordNumber(context.argument('number') ?? '', '<number>')
      const { document } = recordWith(central, await central.history(), number)
      const errors = central.check(document).filter(({ severity }) => severity === 'error')
      if (errors.length > 0) throw new Refusal(errors.map(({ message }) => `change ${number}: ${message}`))
      const found = await central.readText({ signal: context.signal })
      const result = await central.replace(document)
      const before = readable(central, found?.text)
      return reportChange(context, central, { before, result, idle: `nothing to change, it is as after ${number}` })
    }),
}

/** What the changes are told against: nothing where the document of before is none. */
function readable(central: CentralConfig, text = '{}'): JsonObject {
  try {
    return central.parse(text)
  } catch {
    return {}
  }
}
