import type { ConfigStore, JsonObject, SecretsStore } from '@dmt-providers/core'
import type { KnownGoodCopy } from './known-good-copy.js'
import type { Service } from './services/service-schema.js'

/** What a service is started with. It holds secrets. */
export interface Launch {
  /** For the service's file: its own document with the central one laid over it, references resolved. */
  readonly document: JsonObject
  /** For its environment, each where it is not set already. */
  readonly variables: Readonly<Record<string, string>>
  /** Version of the central document. */
  readonly version: string
  /** Dotted names of the keys in which it differs from the launch before; all of them for the first. */
  readonly changed: readonly string[]
  /** Whether the store was asked, or a copy used because it could not be. */
  readonly source: 'store' | 'last-known-good'
  /** Milliseconds since the copy was known to be current; absent for what the store said. */
  readonly ageMs?: number | undefined
}

/** Something that whoever runs the service should know. The message holds no secret. */
export interface LaunchEvent {
  /**
   * `refused`: a document was not taken, and the one before is kept. `away`, `back`: the store. `warning`: taken, but
   * look at it. `seeded`: this one, or another instance, wrote the first document. `fallback`: a copy is used.
   */
  readonly kind: 'refused' | 'away' | 'back' | 'warning' | 'seeded' | 'fallback'
  readonly message: string
}

/** Options of `launches`. */
export interface LaunchOptions {
  readonly store: ConfigStore
  readonly service: Service
  /** Opens the store that references name; called when there is a reference, and closed after each use. */
  readonly openSecrets?: (() => Promise<SecretsStore>) | undefined
  /** What the service has beneath the central document. */
  readonly ownDocument: JsonObject
  /** Written as the first document where there is none, without its secrets and keys of one instance. */
  readonly seed?: JsonObject | undefined
  /** Used when the store is away at the start. Whoever runs the service says with `prove` what is good. */
  readonly lastKnownGood?: KnownGoodCopy | undefined
  /** Milliseconds that a store which is away is waited for at the start. */
  readonly waitMs: number
  /** Milliseconds between two looks at whether the store answers, and whether a missing secret is there. Default 30,000. */
  readonly confirmMs?: number | undefined
  report(event: LaunchEvent): void
  /** Ends everything. */
  readonly signal: AbortSignal
}
