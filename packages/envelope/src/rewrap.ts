import {
  ConnectionUrl,
  Environment,
  type ErrorCode,
  Guard,
  isProviderError,
  ProviderError,
  type RecordPosition,
  type SealedRecord,
} from '@dmt-providers/core'
import { type EnvelopeParts, envelopeParts } from './envelope-parts.js'
import { isOtherNote, keyCheckPath } from './key-check.js'
import type { EnvelopeOptions } from './options.js'
import { optionsFromUrl } from './options-from-url.js'

/** A record that could not be wrapped anew. */
export interface RewrapFailure {
  readonly path: string
  readonly version: number
  readonly error: ProviderError
}

/** How far {@link rewrap} came. */
export interface RewrapProgress {
  /** Records that the current key wraps now and did not before. */
  readonly rewrapped: number
  /** Records that it wrapped already, or that were replaced or removed meanwhile. */
  readonly skipped: number
  readonly failed: readonly RewrapFailure[]
}

/** Options of {@link rewrap}. */
export interface RewrapOptions {
  /** Called after each batch of records. */
  onProgress?: ((progress: RewrapProgress) => void) | undefined
  /** Stops between two records with `aborted`. What was done stays done; calling again goes on. */
  signal?: AbortSignal | undefined
  /** Where options that the URL does not give come from. Default: the process's. */
  environment?: Environment | undefined
}

/**
 * Wraps every record's data key by the current key, while readers and writers go on working: the secrets themselves are
 * neither opened nor changed. `store` is an `envelope+` URL or the options of `createEnvelope`, with the new key as
 * `key` and the old ones as `previousKeys`. Calling it again does only what is left.
 *
 * Writers that still have the old key as `key` go on making records under it; restart them first. When nothing failed,
 * the record that proves the key follows, so that from then on the old key alone is refused when a store is opened.
 *
 * A record that cannot be wrapped is reported and left as it is. Throws when the store itself fails.
 */
export async function rewrap(store: string | EnvelopeOptions, options: RewrapOptions = {}): Promise<RewrapProgress> {
  const parts = await partsOf(store, options)
  try {
    return await new Rewrapping(parts, options).run()
  } finally {
    for (const key of parts.remoteKeys) await key.close()
    if (typeof store === 'string' || store.records === undefined) await parts.records.close()
  }
}

/** Records of one scan, and records in hand at once; a remote key service answers each of them slowly. */
const page = 256
const atOnce = 8

/** What is wrong with one record alone. Anything else ends the run, which can be started again. */
const ofRecord: ReadonlySet<ErrorCode> = new Set(['internal', 'unauthenticated', 'unsupported'])

const operation = (name: string) => ({ name: `secrets.rewrap.${name}`, collection: 'secrets', repeatable: true })
const [scanning, wrapping] = [operation('scan'), operation('record')]

/** One run over a store. */
class Rewrapping {
  #rewrapped = 0
  #skipped = 0
  readonly #failed: RewrapFailure[] = []
  readonly #guard: Guard

  constructor(
    private readonly parts: EnvelopeParts,
    private readonly options: RewrapOptions,
  ) {
    const { records } = parts
    this.#guard = new Guard({
      provider: 'envelope',
      system: 'envelope',
      classify: (error) => records.classify(error),
    })
  }

  async run(): Promise<RewrapProgress> {
    let after: RecordPosition | undefined
    let keyCheck: SealedRecord | undefined
    do {
      const records = await this.#scan(after)
      after = records.at(-1)
      keyCheck ??= records.find(({ path }) => path === keyCheckPath)
      await this.#all(records.filter((record) => record.path !== keyCheckPath && !isOtherNote(record)))
    } while (after !== undefined)
    // Last, so that a half-done store still refuses whoever holds the new key alone.
    if (keyCheck !== undefined && this.#failed.length === 0) await this.#all([keyCheck])
    return this.#progress()
  }

  async #scan(after: RecordPosition | undefined): Promise<SealedRecord[]> {
    return await this.#guard.run(scanning, (call) => this.parts.records.scan(after, page, call), this.options)
  }

  async #all(records: readonly SealedRecord[]): Promise<void> {
    for (let start = 0; start < records.length; start += atOnce) {
      const ends = await Promise.allSettled(records.slice(start, start + atOnce).map((record) => this.#one(record)))
      for (const end of ends) if (end.status === 'rejected') throw end.reason
      this.options.onProgress?.(this.#progress())
    }
  }

  async #one(record: SealedRecord): Promise<void> {
    try {
      if (await this.#changed(record)) this.#rewrapped++
      else this.#skipped++
    } catch (error) {
      if (!isProviderError(error) || !ofRecord.has(error.code)) throw error
      this.#failed.push({ path: record.path, version: record.version, error })
    }
  }

  async #changed(record: SealedRecord): Promise<boolean> {
    const { records, sealer } = this.parts
    if (record.keyId === sealer.keys.current.keyId) return false
    return await this.#guard.run(
      wrapping,
      async (call) => records.rewrap(await sealer.rewrap(record, call.signal), record.keyId, call),
      this.options,
    )
  }

  #progress(): RewrapProgress {
    return { rewrapped: this.#rewrapped, skipped: this.#skipped, failed: [...this.#failed] }
  }
}

async function partsOf(store: string | EnvelopeOptions, { environment }: RewrapOptions): Promise<EnvelopeParts> {
  if (typeof store !== 'string') return envelopeParts(store)
  const url = ConnectionUrl.parse(store, 'store')
  if (!url.scheme.startsWith('envelope+')) {
    throw new ProviderError(
      'invalid-options',
      `store: starts with ${url.scheme}:; give a URL that starts with envelope+`,
    )
  }
  const read = await optionsFromUrl(url, { environment: environment ?? new Environment() })
  try {
    return envelopeParts(read)
  } catch (error) {
    await read.records?.close()
    throw error
  }
}
