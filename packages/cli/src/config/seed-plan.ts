import { type CentralConfig, type DocumentProblem, moveSecrets, seedable } from '@dmt-providers/central-config'
import type { JsonObject } from '@dmt-providers/core'
import type { CommandContext } from '../command.js'
import { withSecrets } from './given-secrets.js'
import { Refusal } from './refusal.js'

/** What is to be seeded of a file. */
export interface SeedPlan {
  readonly document: JsonObject
  /** Keys whose secrets are in the secret store now. */
  readonly moved: readonly string[]
  readonly leftOut: readonly DocumentProblem[]
}

/** Throws a {@link Refusal} that names each key which must not be central and that no option takes care of. */
export function checkSeed(context: CommandContext, central: CentralConfig, document: JsonObject): void {
  const taken: DocumentProblem['kind'][] = context.given('leave-out') ? ['instance-key', 'secret-in-clear'] : []
  if (context.given('secret-path')) taken.push('secret-in-clear')
  const refused = central.check(document).filter(({ severity, kind }) => severity === 'error' && !taken.includes(kind))
  if (refused.length === 0) return
  const canHelp = refused.some(({ kind }) => kind === 'instance-key' || kind === 'secret-in-clear')
  const hint = '--leave-out seeds what is left without them, --secret-path <path> keeps secrets in the secret store'
  throw new Refusal([...refused.map(({ message }) => message), ...(canHelp ? [`nothing is seeded; ${hint}`] : [])])
}

/** Moves secrets if that is asked for, and leaves out what must not be central. */
export async function seedPlan(context: CommandContext, central: CentralConfig, given: JsonObject): Promise<SeedPlan> {
  const path = context.text('secret-path')
  const { document, moved } =
    path === undefined
      ? { document: given, moved: [] }
      : await withSecrets(context, central.service, (secrets) => moveSecrets(central.schema, given, secrets, path))
  return { ...seedable(central.schema, document), moved }
}
