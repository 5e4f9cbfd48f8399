import type { JsonObject, JsonValue } from '@dmt-providers/core'
import { leaves, withValue } from './leaves.js'
import type { ServiceSchema } from './services/service-schema.js'

/** A document by the ways in which its service takes it. */
export interface Delivered {
  /** For the service's file. */
  readonly document: JsonObject
  /** For its environment, by name. */
  readonly variables: Readonly<Record<string, string>>
  /** Dotted names of keys that this service can be given in no way. */
  readonly undeliverable: readonly string[]
}

/**
 * Parts a document into what the service reads from a file and what it reads from its environment. A key with `null`
 * becomes no variable, and a list one text with commas.
 */
export function deliver({ keys, takes }: ServiceSchema, document: JsonObject): Delivered {
  const variableOf = new Map(keys.map(({ name, variable }) => [name, variable]))
  const variables: Record<string, string> = {}
  const undeliverable: string[] = []
  let rest = document
  for (const [name, value] of leaves(document)) {
    const variable = variableOf.get(name)
    if (variable === undefined && takes.by === 'file') continue
    rest = withValue(rest, name, undefined)
    if (variable === undefined) undeliverable.push(name)
    else if (value !== null) variables[variable] = asText(value)
  }
  return { document: rest, variables, undeliverable }
}

function asText(value: JsonValue): string {
  if (Array.isArray(value)) return value.map(asText).join(',')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
