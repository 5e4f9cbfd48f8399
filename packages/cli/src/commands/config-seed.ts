import { type CentralConfig, documentKey, leaves, valueAt } from '@dmt-providers/central-config'
import { isProviderError, type JsonObject, ProviderError } from '@dmt-providers/core'
import type { Command, CommandContext } from '../command.js'
import { configOptions, exitCodesHelp } from '../config/config-options.js'
import { documentFile } from '../config/document-file.js'
import { secretOptions } from '../config/given-secrets.js'
import { recordOfVersion } from '../config/recorded.js'
import { tellUnrecorded } from '../config/report-change.js'
import { checkSeed, type SeedPlan, seedPlan } from '../config/seed-plan.js'
import { shownJson, shownText, shownValue } from '../config/shown.js'
import { tellProblems } from '../config/tell.js'
import { withCentral } from '../config/with-central.js'
import { exitCodes } from '../exit-codes.js'

/** Writes the first central configuration. */
export const configSeed: Command = {
  summary: 'writes the first central configuration of a service, from its own file',
  usage: '--file <file> --service <service> [options]',
  options: {
    file: { value: '<file>', help: "the service's own file, such as .mpsrc, or other JSON; - for the standard input" },
    ...configOptions,
    'leave-out': { help: 'leave out secrets and what belongs to one instance, and say so' },
    ...secretOptions,
  },
  details: `Where a configuration is already, nothing is written: of many replicas that seed at once one wins, and the others say
who did, with exit code 0. Secrets, and keys that belong to one instance such as ports, are refused by name. A field that
is in the secret store with another value is never overwritten; the file is refused then.

${exitCodesHelp}`,
  run: async (given) => {
    if (given.given('secrets-env') && !given.given('secret-path')) throw wrong('--secrets-env: goes with --secret-path')
    const document = await documentFile(given)
    if (document === undefined) throw wrong("--file: is missing; name the service's own file")
    return await withCentral(given, (central, context) => seed(context, central, document))
  },
}

async function seed(context: CommandContext, central: CentralConfig, document: JsonObject): Promise<number> {
  const found = await central.readText({ signal: context.signal })
  if (found !== undefined) return await already(context, central, found.version)
  checkSeed(context, central, document)
  try {
    const plan = await seedPlan(context, central, document)
    const result = await central.seed(plan.document)
    if (!result.written) return await already(context, central, result.version)
    report(context, central, plan, result.version)
    tellProblems(context, result.warnings)
    tellUnrecorded(context, result)
    return exitCodes.done
  } catch (error) {
    // A replica with other secrets that was faster has seeded them with its document.
    const meanwhile = isProviderError(error) && error.code === 'conflict' ? await central.readText() : undefined
    if (meanwhile === undefined) throw error
    return await already(context, central, meanwhile.version)
  }
}

async function already(context: CommandContext, central: CentralConfig, version: string): Promise<number> {
  const { service } = central
  const { by, at } = (await recordOfVersion(central, version)) ?? {}
  if (context.given('json')) context.out(shownJson({ service, written: false, version, by, at }))
  else context.out(`${documentKey(service)}: is there already${whoAndWhen(by, at)}; nothing was written`)
  return exitCodes.done
}

const whoAndWhen = (by: string | undefined, at: string | undefined) =>
  by === undefined || at === undefined ? '' : `, by ${shownText(by)} at ${shownText(at)}`

function report(context: CommandContext, { service }: CentralConfig, plan: SeedPlan, version: string): void {
  const keys = leaves(plan.document).length
  const { moved, leftOut } = plan
  if (context.given('json')) {
    context.out(shownJson({ service, written: true, version, keys, moved, leftOut: leftOut.map(({ key }) => key) }))
    return
  }
  for (const key of moved) context.out(`${key}: moved to ${shownValue(valueAt(plan.document, key) ?? null)}`)
  for (const { key, kind } of leftOut) {
    context.out(`${key}: left out, it ${kind === 'instance-key' ? 'belongs to one instance' : 'is a secret'}`)
  }
  context.out(`${documentKey(service)}: seeded with ${keys} keys, version ${version}`)
}

const wrong = (message: string) => new ProviderError('invalid-options', message)
