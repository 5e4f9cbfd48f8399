import { type Call, Guard, notePrefix, openRecords, type RecordDriver } from '@dmt-providers/core'
import type { Settings } from '@dmt-providers/host'

/** Where the database of MPS keeps the fingerprint, among the sealed records that it may hold. */
const path = `${notePrefix}cira-root`

const operation = (name: string, repeatable: boolean) => ({
  name: `ciraRoot.${name}`,
  collection: 'secrets',
  repeatable,
})
const [reading, writing] = [operation('read', true), operation('record', true)]

/** A fingerprint as it was recorded, and how often another one has been. */
export interface RecordedRoot {
  readonly fingerprint: string
  readonly version: number
}

/**
 * The fingerprint of the root in the database of MPS: a place that a secret store which was wiped, restored or mistaken
 * for another one does not take along. The database is opened for each use, which is once in the life of a service.
 */
export class RootRecord {
  constructor(private readonly settings: Settings) {}

  /** What was recorded; `undefined` when nothing ever was. Throws what the database throws. */
  async read(): Promise<RecordedRoot | undefined> {
    return await this.#use(async (records, guard) => {
      const found = await guard.run(reading, (call) => records.read(path, undefined, call))
      return found && { fingerprint: found.body, version: found.version }
    })
  }

  /** Records a fingerprint in the place of what was read; false when somebody else recorded one meanwhile. */
  async write(fingerprint: string, previous: RecordedRoot | undefined): Promise<boolean> {
    const version = (previous?.version ?? 0) + 1
    const record = { path, version, keyId: 'none', body: fingerprint }
    return await this.#use(async (records, guard) => {
      const append = (call: Call) => records.append(record, previous?.version, 10, call)
      return await guard.run(writing, append)
    })
  }

  async #use<T>(work: (records: RecordDriver, guard: Guard) => Promise<T>): Promise<T> {
    const url = (await this.settings.file('connection_string')) ?? this.settings.get('connection_string') ?? ''
    const records = await openRecords(url, { environment: this.settings.environment })
    const { provider } = records
    const guard = new Guard({ provider, system: provider, classify: (error) => records.classify(error) })
    try {
      return await work(records, guard)
    } finally {
      await guard.close(() => records.close())
    }
  }
}
