import { hiddenKeys, type ServiceSchema, withValue } from '@dmt-providers/central-config'
import type { JsonValue } from '@dmt-providers/core'
import type { EffectiveValue, Places, Source } from './effective-values.js'
import { hidden, shownText, shownValue } from './shown.js'

/** A key as it may be shown. */
export interface ShownValue {
  readonly key: string
  /** Absent for the service's own default; `(secret)` for what is not shown. */
  readonly value?: JsonValue
  readonly from: Source | 'default'
  readonly differs: boolean
  /** What other places have and what does not win. */
  readonly instead: readonly { readonly from: Source; readonly value: JsonValue }[]
}

/** The values without what may be a secret: by its place in a document, or by its key and looks in the environment. */
export function shownValues(
  schema: ServiceSchema,
  values: readonly EffectiveValue[],
  { central, file }: Pick<Places, 'central' | 'file'>,
): ShownValue[] {
  const names = { central: hiddenKeys(schema, central), file: hiddenKeys(schema, file) }
  const isHidden = (key: string, from: Source, value: JsonValue) =>
    from === 'environment' ? hiddenKeys(schema, withValue({}, key, value)).size > 0 : names[from].has(key)
  return values.map(({ key, given, differs }) => {
    const [first, ...instead] = given.map(({ from, value }) => {
      return { from, value: isHidden(key, from, value) ? hidden : value }
    })
    if (first === undefined) return { key, from: 'default', differs, instead }
    return { key, ...first, differs, instead }
  })
}

/** Characters of a value that a row has place for. */
const longest = 60

/** Rows of key, value, source and what else there is. */
export function effectiveRows(values: readonly ShownValue[]): string[][] {
  const rows = values.map(({ key, value, from, differs, instead }) => [
    shownText(key),
    value === undefined ? '-' : shownValue(value, longest),
    from,
    differs ? remark(from, instead) : '',
  ])
  return [['key', 'value', 'from', ''], ...rows]
}

function remark(from: ShownValue['from'], instead: ShownValue['instead']): string {
  const others = instead.map((other) => `${other.from} has ${shownValue(other.value, longest)}`)
  const isMissing = from !== 'central' && !instead.some((other) => other.from === 'central')
  return [...(isMissing ? ['not central'] : []), ...others].join(', ')
}
