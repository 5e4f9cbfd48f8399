import { ProviderError } from '../../provider-error.js'
import type { CheckedRow, OnDuplicate } from '../storage-driver.js'

/** Why the source of a batch gives no more. */
export interface SourceEnd {
  /** `undefined` when it came to its end. */
  error: ProviderError | undefined
  /** Place in the source, from 1, of the device that is wrong. */
  position?: number
}

/** Devices that are stored together. */
export class DeviceBatch {
  readonly rows: CheckedRow[] = []
  /** How many devices the source gave, those included that have the GUID of an earlier one. */
  read = 0
  end: SourceEnd | undefined
  readonly #positions = new Map<string, number>()

  /** `first` is the place in the source, from 1, of the first device. */
  constructor(readonly first: number) {}

  /** The place in the source of the device that comes next. */
  get next(): number {
    return this.first + this.read
  }

  /** Place in the source of the device with this GUID. */
  positionOf(guid: string | undefined): number | undefined {
    return guid === undefined ? undefined : this.#positions.get(guid)
  }

  /** Takes a device. Throws `conflict`, reason `duplicate`, when an earlier one has its GUID and that is to fail. */
  add(row: CheckedRow, onDuplicate: OnDuplicate): void {
    const guid = String(row.guid)
    const earlier = this.#positions.get(guid)
    if (earlier === undefined) {
      this.#positions.set(guid, this.next)
      this.rows.push(row)
    } else if (onDuplicate === 'fail') {
      const message = `devices.guid is that of row ${earlier}, ${guid}; give each device once`
      throw new ProviderError('conflict', message, { reason: 'duplicate', table: 'devices', key: guid })
    }
    this.read++
  }
}
