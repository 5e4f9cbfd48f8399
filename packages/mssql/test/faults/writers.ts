import { EventEmitter, once } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { isProviderError, type StorageStore } from '@dmt-providers/core'
import { mssqlAt } from '../../../../tooling/servers/mssql/mssql-at.js'

/** What writers were told of each device that they added, by GUID. */
export interface Told {
  readonly acknowledged: Set<string>
  /** Those that failed, of which the error says that nothing took effect. */
  readonly refused: Set<string>
  readonly codes: Set<string>
}

/** So many callers at a time that add a device each, again and again, until they are stopped. */
export class Writers {
  readonly told: Told = { acknowledged: new Set(), refused: new Set(), codes: new Set() }
  readonly #callers: Promise<void>[]
  readonly #writes = new EventEmitter()
  #stopped = false
  #next = 0

  constructor(
    private readonly store: StorageStore,
    callers: number,
  ) {
    this.#callers = Array.from({ length: callers }, () => this.#write())
  }

  /** Resolves once so many more were acknowledged. */
  async acknowledge(more: number): Promise<void> {
    await this.#more(this.told.acknowledged, more)
  }

  /** Resolves once so many more were refused. */
  async refuse(more: number): Promise<void> {
    await this.#more(this.told.refused, more)
  }

  async stop(): Promise<Told> {
    this.#stopped = true
    await Promise.all(this.#callers)
    return this.told
  }

  async #more(of: ReadonlySet<string>, more: number): Promise<void> {
    const wanted = of.size + more
    while (of.size < wanted) await once(this.#writes, 'told')
  }

  async #write(): Promise<void> {
    while (!this.#stopped) {
      const guid = `00000000-0000-4000-8000-${(this.#next++).toString(16).padStart(12, '0')}`
      try {
        await this.store.devices.insert({ guid, tenantId: '' }, { timeoutMs: 60_000 })
        this.told.acknowledged.add(guid)
      } catch (error) {
        this.told.codes.add(isProviderError(error) ? error.code : String(error))
        if (isProviderError(error) && error.notApplied) this.told.refused.add(guid)
        // What a breaker refuses at once must not keep everything else from its turn.
        await turn()
      }
      this.#writes.emit('told')
    }
  }
}

/** Acknowledged devices that are not there, and refused ones that are. */
export async function lies(url: string, { acknowledged, refused }: Told): Promise<string[]> {
  const stored = new Set((await mssqlAt(url, 'select guid from devices')).map(({ guid }) => String(guid)))
  return [
    ...[...acknowledged].filter((guid) => !stored.has(guid)).map((guid) => `lost: ${guid}`),
    ...[...refused].filter((guid) => stored.has(guid)).map((guid) => `applied though refused: ${guid}`),
  ]
}
