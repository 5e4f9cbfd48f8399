import type {
  ConfigCapabilities,
  ConfigStore,
  SecretsCapabilities,
  SecretsStore,
  StorageStore,
  StoreOptions,
} from '@dmt-providers/core'
import type { Address } from './fault-proxy.js'
import type { Need } from './need.js'

/**
 * Trouble that a store can be opened into, and what its first call must then throw:
 *
 * - `wrong-password`, `unknown-user`: `unauthenticated`.
 * - `unknown-database`: any code but `internal`.
 * - `no-permission`: `permission-denied`, for reads and writes of the contract's data.
 * - `unreachable`: an address where nothing listens: `unavailable`.
 * - `sealed`: a store that is up and locked: `unavailable`.
 * - `exhausted`: a quota, rate or number of connections that is used up: `limit-exceeded`.
 * - `future-schema`: data that a newer release wrote: `unsupported`.
 * - `wrong-key`: a key that did not seal what is stored: anything, but never an absent secret.
 */
export type Situation =
  | 'wrong-password'
  | 'unknown-user'
  | 'unknown-database'
  | 'no-permission'
  | 'unreachable'
  | 'sealed'
  | 'exhausted'
  | 'future-schema'
  | 'wrong-key'

/** What any provider supplies to be tested. Nothing of it may connect before `setUp` is called. */
export interface Harness<Store> {
  /** Provider name for reports: `postgres`, `my-secrets`. */
  readonly provider: string
  /** Opens a store on the harness's own place (a database, a folder), which is the same place each time. */
  open(options?: StoreOptions): Promise<Store>
  /** Opens a store on the same place that shares neither connection nor cache with any other, as another process would. */
  openSecond?(options?: StoreOptions): Promise<Store>
  /** Opens a store into trouble. It may fail at once, or with the first call. */
  readonly openWith?: Readonly<Partial<Record<Situation, (options?: StoreOptions) => Promise<Store>>>>
  /** Opens a store with these options added to the valid ones. */
  openWithOptions?(added: Readonly<Record<string, unknown>>): Promise<Store>
  /** The store's server, for the fault proxy. */
  readonly endpoint?: Endpoint<Store>
  /** Passwords, tokens and keys in use, asked for when a case runs: no error may show them. */
  confidential?(): readonly string[]
  /** Why something is not offered: `{ endpoint: 'files have no endpoint' }`. */
  readonly reasons?: Readonly<Partial<Record<Need, string>>>
  /** Makes the place, before the first case. */
  setUp?(): Promise<void>
  /** Removes the place, after the last case. Without it the suite removes what its cases left, one by one. */
  tearDown?(): Promise<void>
}

/** A store's server on the network. */
export interface Endpoint<Store> {
  /** Where the server listens. */
  address(): Address
  /** Opens a store that reaches its server at another address, where the fault proxy listens. */
  open(at: Address, options?: StoreOptions): Promise<Store>
}

/** A side channel into a storage provider's database. */
export interface StorageRaw {
  /**
   * Runs one plain SQL statement without parameters, in the hosts' own table and column names, and answers its rows:
   * `select amt_password as value from profiles where tenant_id = 't'`.
   */
  execute(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** A side channel into a secret store. */
export interface SecretsRaw {
  /** Alters what is stored at a path so that it cannot be trusted any more. */
  corrupt?(path: string): Promise<void>
  /** Everything that is stored of a path, as text; for providers that encrypt. */
  stored?(path: string): Promise<string>
}

/** What a storage provider supplies to be tested. */
export interface StorageHarness extends Harness<StorageStore> {
  readonly contract: 'storage'
  readonly raw?: StorageRaw
  /** True when names are compared without regard to case beyond ASCII: `É` and `é` are one name. */
  readonly unicodeCase?: boolean
}

/** What a secrets provider supplies to be tested. */
export interface SecretsHarness extends Harness<SecretsStore> {
  readonly contract: 'secrets'
  /** What the provider claims. */
  readonly capabilities: SecretsCapabilities
  readonly raw?: SecretsRaw
  /** True when the keys of an object come back in the order they were written in. */
  readonly keyOrder?: boolean
}

/** A side channel into a configuration store. */
export interface ConfigRaw {
  /** Removes a key, which the contract has no call for. Also used to clean up after each case. */
  remove?(key: string): Promise<void>
}

/** What a config provider supplies to be tested. */
export interface ConfigHarness extends Harness<ConfigStore> {
  readonly contract: 'config'
  /** What the provider claims. */
  readonly capabilities: ConfigCapabilities
  readonly raw?: ConfigRaw
  /**
   * What can befall the store while a watch is cut off from it, made to happen: the history of changes is dropped, the
   * watch's session expires, the index of changes goes backward. Called while the fault proxy refuses.
   */
  readonly whileAway?: Readonly<Partial<Record<'compaction' | 'session-expiry' | 'index-reset', () => Promise<void>>>>
}
