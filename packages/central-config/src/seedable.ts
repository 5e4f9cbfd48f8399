import type { JsonObject } from '@dmt-providers/core'
import { checkDocument } from './check-document.js'
import type { DocumentProblem } from './document-problem.js'
import { leaves, withValue } from './leaves.js'
import type { ServiceSchema } from './services/service-schema.js'

/** The part of a service's own configuration that all its instances can have from one place. */
export interface Seedable {
  readonly document: JsonObject
  /** What was left out because it is a secret or belongs to one instance, and why. */
  readonly leftOut: readonly DocumentProblem[]
}

/** Takes out of a document what must not be central: keys of one instance, and secrets, set or still empty. */
export function seedable(schema: ServiceSchema, document: JsonObject): Seedable {
  const unset = new Set(schema.keys.flatMap(({ name, scope }) => (scope === 'secret' ? [name] : [])))
  const leftOut = checkDocument(schema, document).filter(
    ({ kind }) => kind === 'secret-in-clear' || kind === 'instance-key',
  )
  const out = new Set(leftOut.map(({ key }) => key))
  const empty = leaves(document).filter(([name, value]) => unset.has(name) && (value === '' || value === null))
  let rest = document
  for (const name of [...out, ...empty.map(([name]) => name)]) rest = withValue(rest, name, undefined)
  return { document: rest, leftOut }
}
