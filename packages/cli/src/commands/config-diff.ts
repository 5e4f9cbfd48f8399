import { type CentralConfig, documentKey, schemaOf } from '@dmt-providers/central-config'
import type { JsonObject } from '@dmt-providers/core'
import type { Command, CommandContext } from '../command.js'
import { configOptions, givenService } from '../config/config-options.js'
import { documentFile } from '../config/document-file.js'
import { effectiveRows, shownValues } from '../config/effective-table.js'
import { effectiveValues } from '../config/effective-values.js'
import { shownJson } from '../config/shown.js'
import { tell, tellErrors } from '../config/tell.js'
import { withCentral } from '../config/with-central.js'
import { readRcFile } from '../exec/read-rc-file.js'
import { exitCodes } from '../exit-codes.js'
import { table } from '../gateway/table.js'

/** Compares the central configuration with what an instance on this machine gets. */
export const configDiff: Command = {
  summary:
    'shows what an instance on this machine really gets, and where that is not what the central configuration says',
  usage: '[--file <file>] --service <service> [options]',
  options: {
    file: {
      value: '<file>',
      help: "the instance's own file, such as .mpsrc; - for the standard input; default what MPS_CONFIG or RPS_CONFIG names",
    },
    ...configOptions,
    all: { help: 'also list keys that are as the central document says, and those that have their default' },
  },
  details: `For each key: what the instance gets and from where. The environment of this command wins over the central document,
that over the file, and that over the service's default. Listed are keys that differ: set here and not centrally, or to
something else. Keys that belong to one instance, and secrets that are only here, are meant to be so and do not count.

Exit codes: 0 an instance here gets what the central document says · 1 failed · 2 wrong usage or options · 3 something
differs · 4 refused: the store denies it, or what it holds cannot be read · 130 interrupted`,
  run: async (given) => {
    const own = (await documentFile(given)) ?? (await ownFile(given))
    return await withCentral(given, (central, context) => diff(context, central, own))
  },
}

/** What `exec` lays beneath the central document: the file that `MPS_CONFIG` or `RPS_CONFIG` names. */
async function ownFile(context: CommandContext): Promise<JsonObject> {
  const { takes } = schemaOf(givenService(context))
  const file = takes.by === 'file' ? context.environment.get(takes.variable) : undefined
  return takes.by === 'environment' || file === undefined ? {} : await readRcFile(file, takes.variable)
}

async function diff(context: CommandContext, central: CentralConfig, file: JsonObject): Promise<number> {
  const found = await central.read({ signal: context.signal })
  if (found === undefined) throw central.absent()
  const { document, version } = found
  const places = { central: document, file, environment: context.environment }
  const values = shownValues(central.schema, effectiveValues(central.schema, places), places)
  const differing = values.filter(({ differs }) => differs)
  const listed = context.given('all') ? values : differing
  if (context.given('json')) {
    context.out(shownJson({ service: central.service, version, differs: differing.length, keys: listed }))
  } else if (listed.length > 0) for (const line of table(effectiveRows(listed))) context.out(line)
  tellErrors(context, central.check(document))
  if (differing.length === 0) return exitCodes.done
  tell(
    context,
    `${differing.length} ${differing.length === 1 ? 'key differs' : 'keys differ'} from ${documentKey(central.service)}`,
  )
  return exitCodes.todo
}
