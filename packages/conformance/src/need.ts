import type { Situation } from './harness.js'

/**
 * What a case may need beside a store on an empty place:
 *
 * - `second-store`: a store that shares neither connection nor cache with the first, on the same place.
 * - `raw`: a side channel into a storage provider's database.
 * - `raw-corrupt`, `raw-stored`: a side channel that alters, or reads, what a secrets provider stored.
 * - `endpoint`: a TCP address that the fault proxy can stand in front of.
 * - `options`: a way to open the store with options of the case's choice.
 * - `compare-and-set`, `history`: capabilities of a secrets provider.
 * - `key-order`, `unicode-case`: what a store may keep beyond the contract, when the harness claims it.
 * - a {@link Situation}: a store that is opened into that trouble.
 */
export type Need =
  | 'second-store'
  | 'raw'
  | 'raw-corrupt'
  | 'raw-stored'
  | 'endpoint'
  | 'options'
  | 'compare-and-set'
  | 'history'
  | 'key-order'
  | 'unicode-case'
  | Situation
