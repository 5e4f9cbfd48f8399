import { isDeepStrictEqual } from 'node:util'
import { type KnownKey, leaves, type ServiceSchema } from '@dmt-providers/central-config'
import type { Environment, JsonObject, JsonValue } from '@dmt-providers/core'
import { environmentValue } from './environment-value.js'

/** Where a service has a value from: the first that has one wins. */
const sources = ['environment', 'central', 'file'] as const

/** One of the places where a key may be set. */
export type Source = (typeof sources)[number]

/** What a service on this machine really gets for a key. */
export interface EffectiveValue {
  readonly key: string
  /** What each source has, the one that wins first; nothing for a key that is set nowhere. */
  readonly given: readonly { readonly from: Source; readonly value: JsonValue }[]
  /** True when it is not what the central document says, or when that takes the place of another value. */
  readonly differs: boolean
}

/** What there is to get values from. */
export interface Places {
  readonly central: JsonObject
  /** The service's own file. */
  readonly file: JsonObject
  readonly environment: Environment
}

/** Every key that is set somewhere, and every one that the service knows, by name. */
export function effectiveValues(schema: ServiceSchema, { central, file, environment }: Places): EffectiveValue[] {
  const [ofCentral, ofFile] = [new Map(leaves(central)), new Map(leaves(file))]
  const known = new Map(schema.keys.map((key) => [key.name, key]))
  const names = new Set([...ofCentral.keys(), ...ofFile.keys(), ...known.keys()])
  return [...names].sort().map((name) => {
    const key = known.get(name)
    const found: Record<Source, JsonValue | undefined> = {
      environment: environmentValue(schema, name, key, environment),
      central: ofCentral.get(name),
      // What a service takes by a variable it does not look for in its file; `null` there is as good as nothing.
      file: schema.takes.by === 'file' && key?.variable !== undefined ? undefined : (ofFile.get(name) ?? undefined),
    }
    const given = sources.flatMap((from) => {
      const value = found[from]
      return value === undefined ? [] : [{ from, value }]
    })
    return { key: name, given, differs: differs(key, given) }
  })
}

/** What belongs to one instance never does, and a secret only when the reference to it is overruled. */
function differs(key: KnownKey | undefined, given: EffectiveValue['given']): boolean {
  if (key?.scope === 'instance') return false
  const central = given.find(({ from }) => from === 'central')
  if (key?.scope === 'secret') return central !== undefined && given[0] !== central
  if (central === undefined) return given.length > 0
  return given.some(({ value }) => !isSame(key, value, central.value))
}

/** A number is the same as text. */
function isSame(key: KnownKey | undefined, one: JsonValue, other: JsonValue): boolean {
  return key?.type === 'number' ? String(one) === String(other) : isDeepStrictEqual(one, other)
}
