import { ProviderError } from '@dmt-providers/core'

/** What Key Vault names a version by. Source: Azure's "About keys, secrets and certificates", object identifiers. */
const ids = /^[0-9a-f]{32}$/

/** Digits of the largest id. */
const digits = 39

/**
 * What the contract calls a version: a number in text that grows. The number of the write stands before Key Vault's own
 * id in decimal, so that two that were written at once differ, and a version is found without a listing.
 */
export function versionText(number: number, id: string): string {
  if (ids.test(id)) return `${number}${BigInt(`0x${id}`).toString().padStart(digits, '0')}`
  throw new ProviderError('internal', `Key Vault named a version by ${id.length} characters, not by 32 of hexadecimal`)
}

/** Key Vault's id of a version; `undefined` for a text that is no version. */
export function idOfVersion(version: string): string | undefined {
  if (!/^\d{40,54}$/.test(version)) return undefined
  const id = BigInt(version.slice(-digits)).toString(16).padStart(32, '0')
  return ids.test(id) ? id : undefined
}
