import { valueAt, withValue } from '@dmt-providers/central-config'
import type { JsonObject } from '@dmt-providers/core'
import type { Command } from '../command.js'
import { configOptions, exitCodesHelp } from '../config/config-options.js'
import { checkedEdit } from '../config/edited.js'
import { reportChange } from '../config/report-change.js'
import { withCentral } from '../config/with-central.js'

/** Takes one key out of the central configuration. */
export const configUnset: Command = {
  summary: 'takes one key out of the central configuration of a service',
  usage: '<key> --service <service> [options]',
  arguments: [{ name: 'key', help: 'the key, dotted for a nested one; an object goes with all that is in it' }],
  options: configOptions,
  details: `Instances then have the value of their own file again, or the default. A secret in the secret store stays there.

${exitCodesHelp}`,
  run: (given) =>
    withCentral(given, async (central, context) => {
      const key = context.argument('key') ?? ''
      let before: JsonObject = {}
      const edit = checkedEdit(central, (document) => without(document, key), { allowUnknown: true })
      const result = await central.change((document) => {
        before = document
        return edit(document)
      })
      return reportChange(context, central, { before, result, idle: `nothing to change, there is no ${key}` })
    }),
}

/** Also a key with a dot within its one name, which somebody wrote with another program. */
function without(document: JsonObject, key: string): JsonObject {
  if (Object.hasOwn(document, key)) return Object.fromEntries(Object.entries(document).filter(([name]) => name !== key))
  return valueAt(document, key) === undefined ? document : withValue(document, key, undefined)
}
