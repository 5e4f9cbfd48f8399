import type { JsonObject } from '@dmt-providers/core'
import { checkDocument } from './check-document.js'
import type { DocumentProblem } from './document-problem.js'
import { leaves, withValue } from './leaves.js'
import type { ServiceSchema } from './services/service-schema.js'

/** The part of a service's own configuration that all its instances can have from one place. */
export interface Seedable {
  readonly document: JsonObject
  /** What was left out because it is a secret, belongs to one instance, or does harm or nothing, and why. */
  readonly leftOut: readonly DocumentProblem[]
}

/**
 * Takes out of a document what must not be central: keys of one instance, secrets, and what its schema warns of. What is empty goes too: the
 * services' own files have a place for each key, and an empty text that is central would hide what one of them says.
 */
export function seedable(schema: ServiceSchema, document: JsonObject): Seedable {
  const secrets = new Set(schema.keys.flatMap(({ name, scope }) => (scope === 'secret' ? [name] : [])))
  const leftOut = checkDocument(schema, document).filter(
    ({ kind }) => kind === 'secret-in-clear' || kind === 'instance-key' || kind === 'discouraged',
  )
  const empty = leaves(document).filter(([name, value]) => value === '' || (value === null && secrets.has(name)))
  const out = [...leftOut.map(({ key }) => key), ...empty.map(([name]) => name)]
  return { document: out.reduce((rest, name) => withValue(rest, name, undefined), document), leftOut }
}
