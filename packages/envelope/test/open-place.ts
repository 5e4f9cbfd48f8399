import { join } from 'node:path'
import { Call, type SecretsStore } from '@dmt-providers/core'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { createEnvelope, type EnvelopeOptions, FileRecords, generateKey } from '../src/index.js'

/** A store in a new folder of its own, and the records behind its back. */
export interface Place {
  readonly folder: string
  readonly key: string
  readonly store: SecretsStore
  readonly records: FileRecords
  /** Opens the same folder again. */
  open(options?: EnvelopeOptions): SecretsStore
  /** Puts another body, or another key's id, in place of what a version holds. */
  replace(path: string, version: number, change: { body?: string; keyId?: string }): Promise<void>
  bodyOf(path: string, version: number): Promise<string>
}

export async function openPlace(options: EnvelopeOptions = {}): Promise<Place> {
  const folder = join(await tempFolder(), 'store')
  const key = generateKey()
  const open = (others: EnvelopeOptions = {}) => createEnvelope({ folder, key, ...others })
  const records = new FileRecords(folder)
  const recordOf = async (path: string, version: number) => {
    const record = await records.read(path, version)
    if (record === undefined) throw new Error(`no version ${version} of ${path}`)
    return record
  }
  return {
    folder,
    key,
    store: open(options),
    records,
    open,
    async replace(path, version, change) {
      const record = await recordOf(path, version)
      await records.rewrap({ ...record, ...change }, record.keyId, new Call({}))
    },
    bodyOf: async (path, version) => (await recordOf(path, version)).body,
  }
}
