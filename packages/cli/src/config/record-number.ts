import type { CentralConfig, ChangeRecord } from '@dmt-providers/central-config'
import { ProviderError } from '@dmt-providers/core'

/** Reads the number of a change. Throws `invalid-options` that names where it was given. */
export function recordNumber(text: string, what: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  throw new ProviderError('invalid-options', `${what}: is no number of a change; config history lists them`)
}

/** The change of a number. Throws `not-found` that says which there are. */
export function recordWith({ service }: CentralConfig, records: readonly ChangeRecord[], number: number): ChangeRecord {
  const found = records.find((record) => record.number === number)
  if (found !== undefined) return found
  const [newest, oldest] = [records[0]?.number, records.at(-1)?.number]
  const kept = newest === undefined ? 'it is empty' : `it has ${oldest} to ${newest}`
  throw new ProviderError('not-found', `${number}: is not in the history of ${service}; ${kept}`)
}
