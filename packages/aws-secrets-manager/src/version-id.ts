/** Where a version stands: AWS has ids of versions and no numbers, so ours are written into them. */
export interface VersionPlace {
  /** Counts the writes of a secret, its deletions among them, from 1. */
  readonly number: number
  /** The number of the first version since the secret was last deleted: earlier ones are gone. */
  readonly since: number
}

const digits = 16
const form = new RegExp(`^dmt-(\\d{${digits}})-(\\d{${digits}})$`)

/**
 * The id of a version, which is its `ClientRequestToken`: 37 characters, of the 32 to 64 that AWS takes. Both numbers
 * follow from the version before, so two writers after the same version ask for the same id, of which AWS grants one.
 */
export function versionId({ number, since }: VersionPlace): string {
  return `dmt-${padded(number)}-${padded(since)}`
}

/** Reads an id; `undefined` for one that another program made. */
export function versionPlace(id: string): VersionPlace | undefined {
  const [, number, since] = form.exec(id) ?? []
  return number === undefined ? undefined : { number: Number(number), since: Number(since) }
}

/** A version of the contract as a number; `undefined` for a text that no version can be. */
export function versionNumber(version: string): number | undefined {
  return /^[1-9]\d{0,14}$/.test(version) ? Number(version) : undefined
}

function padded(number: number): string {
  return String(number).padStart(digits, '0')
}
