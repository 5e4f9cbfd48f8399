import {
  type Call,
  type Expected,
  type JsonObject,
  notePrefix,
  ProviderError,
  type RecordDriver,
  type SealedRecord,
  type SecretsDriver,
  type StoredSecret,
} from '@dmt-providers/core'
import type { EnvelopeParts } from './envelope-parts.js'
import { KeyCheck } from './key-check.js'
import { recordName } from './record-name.js'
import type { DataKey, Sealer } from './sealer.js'

/** Lost races that one unconditional write bears; far more than writers of one path, each of which wins one of them. */
const attempts = 1_000

/** Secrets sealed on the way to a store of records, which sees paths, versions and key ids but no content. */
export class EnvelopeDriver implements SecretsDriver {
  readonly provider = 'envelope'
  readonly system = 'envelope'
  readonly capabilities = { compareAndSet: true, history: true }
  readonly #records: RecordDriver
  readonly #sealer: Sealer
  readonly #keep: number
  readonly #check: KeyCheck
  readonly #remoteKeys: EnvelopeParts['remoteKeys']

  constructor({ records, sealer, remoteKeys, keepVersions, create }: EnvelopeParts) {
    this.#records = records
    this.#sealer = sealer
    this.#keep = keepVersions
    this.#remoteKeys = remoteKeys
    this.#check = new KeyCheck(records, sealer, create)
  }

  classify(error: unknown) {
    return this.#records.classify(error)
  }

  async get(path: string, version: string | undefined, call: Call): Promise<StoredSecret | undefined> {
    const number = version === undefined ? undefined : versionNumber(version)
    const impossible = version !== undefined && number === undefined
    const record = impossible ? undefined : await this.#records.read(path, number, call)
    if (record === undefined) {
      await this.#check.prove(call)
      return undefined
    }
    checkPlace(record, path, number)
    return { data: await this.#sealer.open(record, call.signal), version: String(record.version) }
  }

  async put(path: string, data: JsonObject, expected: Expected | undefined, call: Call): Promise<string | undefined> {
    await this.#check.proveOrLeave(call)
    const dataKey = await this.#sealer.newDataKey(path, call.signal)
    if (expected === undefined) return await this.#putNext(dataKey, data, call)
    if (expected === 'absent') return await this.#append(dataKey, undefined, data, call)
    const previous = versionNumber(expected.version)
    return previous === undefined ? undefined : await this.#append(dataKey, previous, data, call)
  }

  async delete(path: string, call: Call): Promise<boolean> {
    await this.#check.prove(call)
    return await this.#records.remove(path, call)
  }

  async list(prefix: string, call: Call): Promise<string[]> {
    await this.#check.prove(call)
    return (await this.#records.list(prefix, call)).filter((path) => !path.startsWith(notePrefix))
  }

  async versions(path: string, call: Call): Promise<string[]> {
    await this.#check.prove(call)
    return (await this.#records.versions(path, call)).map(String)
  }

  async probe(call: Call): Promise<void> {
    await this.#records.probe(call)
    await this.#check.prove(call)
  }

  async close(): Promise<void> {
    await Promise.all([this.#records.close(), ...this.#remoteKeys.map((key) => key.close())])
  }

  async #putNext(dataKey: DataKey, data: JsonObject, call: Call): Promise<string> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      call.signal.throwIfAborted()
      const [newest] = await this.#records.versions(dataKey.path, call)
      const version = await this.#append(dataKey, newest, data, call)
      if (version !== undefined) return version
    }
    throw new ProviderError('unavailable', `other writers of this path were faster ${attempts} times in a row`)
  }

  async #append(
    dataKey: DataKey,
    previous: number | undefined,
    data: JsonObject,
    call: Call,
  ): Promise<string | undefined> {
    const record = this.#sealer.seal(dataKey, (previous ?? 0) + 1, data)
    return (await this.#records.append(record, previous, this.#keep, call)) ? String(record.version) : undefined
  }
}

/** A version as this provider writes it; `undefined` for a text that none can be. */
function versionNumber(version: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(version) ? Number(version) : undefined
}

/** A database that compares paths without regard to case could answer another secret. */
function checkPlace(record: SealedRecord, path: string, version: number | undefined): void {
  if (record.path === path && (version === undefined || record.version === version)) return
  const asked = `${JSON.stringify(path)} version ${version ?? 'newest'}`
  throw new ProviderError('internal', `the store answered ${recordName(record)} when it was asked for ${asked}`)
}
