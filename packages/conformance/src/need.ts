import type { Situation } from './harness.js'

/**
 * What a case may need beside a store on an empty place:
 *
 * - `second-store`: a store that shares neither connection nor cache with the first, on the same place.
 * - `raw`: a side channel into a storage provider's database.
 * - `raw-corrupt`, `raw-stored`: a side channel that alters, or reads, what a secrets provider stored.
 * - `endpoint`: a TCP address that the fault proxy can stand in front of.
 * - `options`: a way to open the store with options of the case's choice.
 * - `compare-and-set`: a capability of a secrets or config provider; `history`: one of a secrets provider.
 * - `watch`: a capability of a config provider.
 * - `raw-remove`: a side channel that removes a key of a config provider.
 * - `compaction`, `session-expiry`, `index-reset`: what a config provider's store can do while a watch is cut off.
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
  | 'watch'
  | 'raw-remove'
  | 'compaction'
  | 'session-expiry'
  | 'index-reset'
  | 'key-order'
  | 'unicode-case'
  | Situation
