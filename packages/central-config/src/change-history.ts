import { type ConfigEntry, type ConfigStore, isProviderError, type JsonObject } from '@dmt-providers/core'
import { type ChangeRecord, recordOf } from './change-record.js'
import { historyKey, historyPrefix } from './document-keys.js'
import type { Service } from './services/service-schema.js'

/** Writers that may record their changes at the same moment; each that comes too late takes the next number. */
const attempts = 50

/** The last changes of the document of a service, in the configuration store beside it. */
export class ChangeHistory {
  readonly #store: ConfigStore
  readonly #service: Service

  constructor(store: ConfigStore, service: Service) {
    this.#store = store
    this.#service = service
  }

  /** The changes that are kept, newest first. */
  async list(): Promise<ChangeRecord[]> {
    return (await this.#slots()).map(({ record }) => record).sort((a, b) => b.number - a.number)
  }

  /** Keeps one more. */
  async add(change: { at: string; by: string; version: string; document: JsonObject }): Promise<ChangeRecord> {
    const slots = await this.#slots()
    const newest = Math.max(0, ...slots.map(({ record }) => record.number))
    for (let number = newest + 1; ; number += 1) {
      const key = historyKey(this.#service, number)
      const record = { number, ...change }
      try {
        const found = await this.#store.get(key)
        const other = found && recordOf(found)
        // Another writer took this number, or one that comes after it.
        if (other !== undefined && other.number >= number) continue
        await this.#store.put(key, JSON.stringify(record), { expected: found ? { version: found.version } : 'absent' })
        return record
      } catch (error) {
        const isLate = isProviderError(error) && error.code === 'stale-version'
        if (!isLate || number > newest + attempts) throw error
      }
    }
  }

  async #slots(): Promise<{ entry: ConfigEntry; record: ChangeRecord }[]> {
    const entries = await this.#store.list(historyPrefix(this.#service))
    return entries.flatMap((entry) => {
      const record = recordOf(entry)
      return record === undefined ? [] : [{ entry, record }]
    })
  }
}
