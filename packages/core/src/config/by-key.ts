import type { ConfigEntry } from './config-entry.js'

/** Orders entries by key, compared by code unit. */
export function byKey(a: ConfigEntry, b: ConfigEntry): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
}
