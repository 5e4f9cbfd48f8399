import { type CentralConfig, documentKey, type WrittenDocument } from '@dmt-providers/central-config'
import type { JsonObject } from '@dmt-providers/core'
import type { CommandContext } from '../command.js'
import { exitCodes } from '../exit-codes.js'
import { changeLine, shownChanges } from './change-lines.js'
import { shownJson } from './shown.js'
import { tell, tellProblems } from './tell.js'

/** Says what a change did, and answers the exit code. `idle` says why nothing was to be done. */
export function reportChange(
  context: CommandContext,
  central: CentralConfig,
  { before, result, idle }: { before: JsonObject; result: WrittenDocument; idle: string },
): number {
  const { written, version, document, record } = result
  const changes = written ? shownChanges(central.schema, before, document) : []
  if (context.given('json')) {
    const { service } = central
    context.out(shownJson({ service, written, version, number: record?.number, changes }))
  } else {
    for (const change of changes) context.out(changeLine(change))
    const said = written ? `changed${numberOf(result)}, version ${version}` : idle
    context.out(`${documentKey(central.service)}: ${said}`)
  }
  // A warning is of use to who set the key, and an error to everybody.
  const touched = new Set(changes.map(({ key }) => key))
  tellProblems(
    context,
    result.warnings.filter(({ severity, key }) => severity === 'error' || touched.has(key)),
  )
  tellUnrecorded(context, result)
  return exitCodes.done
}

/** Says that a change is in effect although the history does not have it. */
export function tellUnrecorded(context: CommandContext, { unrecorded }: WrittenDocument): void {
  if (unrecorded === undefined) return
  const why = unrecorded instanceof Error ? unrecorded.message : String(unrecorded)
  tell(context, `the change is in effect, but the history could not be written: ${why}`)
}

const numberOf = ({ record }: WrittenDocument) => (record === undefined ? '' : ` (${record.number} in its history)`)
