import { type KeyWrapper, ProviderError, type SealedRecord } from '@dmt-providers/core'
import { recordName } from './record-name.js'

/** The keys that a store holds: one seals, all open. */
export class KeyRing {
  readonly #held: ReadonlyMap<string, KeyWrapper>

  constructor(
    readonly current: KeyWrapper,
    previous: readonly KeyWrapper[],
  ) {
    this.#held = new Map([...previous, current].map((key) => [key.keyId, key]))
  }

  /** The key that wraps a record's data key. Throws `unauthenticated` when it is not held. */
  of(record: SealedRecord): KeyWrapper {
    const key = this.#held.get(record.keyId)
    if (key !== undefined) return key
    const held = [...this.#held.keys()]
    throw new ProviderError(
      'unauthenticated',
      `${recordName(record)} is sealed under key ${JSON.stringify(record.keyId)}, but the ` +
        `${held.length === 1 ? 'key given is' : 'keys given are'} ${held.join(', ')}; ` +
        'give that key as key, or beside it as one of previousKeys',
    )
  }
}
