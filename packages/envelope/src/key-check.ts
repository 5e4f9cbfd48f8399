import { type Call, notePrefix, ProviderError, type RecordDriver } from '@dmt-providers/core'
import type { Sealer } from './sealer.js'

/** Path of the record that proves the key. */
export const keyCheckPath = `${notePrefix}key-check`

/** The notes of others in a store of records: the root that MPS locks. */
const otherNotes = 1

/** Whether a record is a note that somebody else left in the same store, which no key of ours opens. */
export function isOtherNote({ path }: { path: string }): boolean {
  return path.startsWith(notePrefix) && path !== keyCheckPath
}

/** Proves that the keys given open this store, before a secret is written, and before one is said to be absent. */
export class KeyCheck {
  #proven = false

  constructor(
    private readonly records: RecordDriver,
    private readonly sealer: Sealer,
    private readonly create: boolean,
  ) {}

  /**
   * Resolves when a record of this store opens, or when the store was never written and may be new. Throws
   * `unauthenticated` when the keys do not fit, `internal` when the record is damaged, and `unavailable` for a store
   * that was never written although it has to exist.
   */
  async prove(call: Call): Promise<void> {
    if (this.#proven || (await this.#opens(call))) return
    if (this.create) return
    throw new ProviderError(
      'unavailable',
      'create is false and this store was never written: correct the URL, mount what is missing, ' +
        'or leave create out to start a new store',
    )
  }

  /** The same before a write: the first writer of a store leaves the record; of two at once the second one checks it. */
  async proveOrLeave(call: Call): Promise<void> {
    await this.prove(call)
    if (this.#proven) return
    const dataKey = await this.sealer.newDataKey(keyCheckPath, call.signal)
    const left = await this.records.append(this.sealer.seal(dataKey, 1, {}), undefined, 1, call)
    this.#proven = left || (await this.#opens(call))
  }

  /** A store that lost its record is proven by any other that it has. */
  async #opens(call: Call): Promise<boolean> {
    const check = await this.records.read(keyCheckPath, undefined, call)
    const some = check === undefined ? await this.records.scan(undefined, 1 + otherNotes, call) : []
    const record = check ?? some.find((one) => !isOtherNote(one))
    if (record === undefined) return false
    await this.sealer.open(record, call.signal)
    this.#proven = check !== undefined
    return true
  }
}
