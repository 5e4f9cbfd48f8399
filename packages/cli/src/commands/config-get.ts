import { documentKey, valueAt } from '@dmt-providers/central-config'
import { ProviderError } from '@dmt-providers/core'
import type { Command } from '../command.js'
import { configOptions, exitCodesHelp } from '../config/config-options.js'
import { shownJson, withoutSecrets } from '../config/shown.js'
import { tellErrors } from '../config/tell.js'
import { withCentral } from '../config/with-central.js'
import { exitCodes } from '../exit-codes.js'

/** Prints the central configuration, or one key of it. */
export const configGet: Command = {
  summary: 'prints the central configuration of a service, or one key of it',
  usage: '[<key>] --service <service> [options]',
  arguments: [{ name: 'key', help: 'what to print, dotted for a nested key; without it everything', optional: true }],
  options: configOptions,
  details: `A text is printed as it is, everything else as JSON; with --json a text too, and the document with its version. A
secret is printed as the reference that stands in its place, and as (secret) where somebody wrote it in clear.

${exitCodesHelp}
A key or a document that is not there is a failure.`,
  run: (given) =>
    withCentral(given, async (central, context) => {
      const found = await central.read({ signal: context.signal })
      if (found === undefined) throw central.absent()
      const document = withoutSecrets(central.schema, found.document)
      const key = context.argument('key')
      if (key !== undefined) {
        const value = valueAt(document, key)
        if (value === undefined) throw missing(key, documentKey(central.service))
        context.out(typeof value === 'string' && !context.given('json') ? value : shownJson(value, 2))
        return exitCodes.done
      }
      const { version } = found
      context.out(context.given('json') ? shownJson({ version, document }) : shownJson(document, 2))
      tellErrors(context, central.check(found.document))
      return exitCodes.done
    }),
}

const missing = (key: string, place: string) => new ProviderError('not-found', `${key}: is not in ${place}`)
