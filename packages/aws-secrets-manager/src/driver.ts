import { setTimeout as pause } from 'node:timers/promises'
import {
  type Call,
  type Expected,
  type JsonObject,
  PathQueue,
  ProviderError,
  type SecretsDriver,
  type StoredSecret,
} from '@dmt-providers/core'
import { BatchReader } from './batch-reader.js'
import { classify, isNotFound, isTaken, isWrongState } from './errors.js'
import type { AwsSecretsManagerSettings } from './options.js'
import { probeRights } from './probe-rights.js'
import { SecretNames, type StoredName } from './secret-name.js'
import { nextPlace, type SecretState, secretState } from './secret-state.js'
import { parseValue, printValue } from './secret-value.js'
import { currentStage, deletedStage, type NewVersion, type ReadVersion, type SecretsClient } from './secrets-client.js'
import { versionId, versionNumber, versionPlace } from './version-id.js'

/** Lost races that one call bears; far more than writers of one path, each of which wins one of them. */
const attempts = 1_000

/** Of these, those that AWS itself refused: it does so between the steps of a deletion, and for ever where it must not. */
const refusals = 20

/** Milliseconds at most between two of them. */
const longestPause = 50

/** One secret of AWS for each path. */
export class AwsSecretsManagerDriver implements SecretsDriver {
  readonly provider = 'aws-secrets-manager'
  readonly system = 'aws.secretsmanager'
  readonly capabilities = { compareAndSet: true, history: true }
  readonly classify = classify
  readonly #names: SecretNames
  readonly #batches: BatchReader | undefined
  readonly #queue = new PathQueue()
  #proven = false

  constructor(
    private readonly client: SecretsClient,
    private readonly settings: Pick<AwsSecretsManagerSettings, 'prefix' | 'kmsKeyId' | 'recoveryDays' | 'batchReads'>,
  ) {
    this.#names = new SecretNames(settings.prefix)
    this.#batches = settings.batchReads ? new BatchReader(client) : undefined
  }

  async get(path: string, version: string | undefined, call: Call): Promise<StoredSecret | undefined> {
    const { name } = this.#names.of(path)
    return version === undefined ? await this.#newest(path, name, call) : await this.#earlier(path, name, version, call)
  }

  async put(path: string, data: JsonObject, expected: Expected | undefined, call: Call): Promise<string | undefined> {
    const stored = this.#names.of(path)
    const text = printValue(path, { data })
    return await this.#alone(path, call, async () => {
      const state = await secretState(this.client, stored.name, call)
      if (expected !== undefined && !holds(expected, path, state)) return { done: undefined }
      const written = await this.#append(stored, state, { text }, call)
      return written === undefined ? undefined : { done: String(written) }
    })
  }

  /**
   * Writes a version that says so before it has AWS delete the secret, whose earlier versions could be restored: what is
   * scheduled for deletion by this package is known from what somebody else deleted, and a write that comes between the
   * two steps is seen and kept.
   */
  async delete(path: string, call: Call): Promise<boolean> {
    const stored = this.#names.of(path)
    const text = printValue(path, { deleted: true })
    return await this.#alone(path, call, async () => {
      const state = await secretState(this.client, stored.name, call)
      if (state === undefined || (state.empty && state.scheduled)) return { done: false }
      const last = state.empty ? state.place.number : await this.#append(stored, state, { text, deleted: true }, call)
      if (last === undefined) return undefined
      await this.#schedule(stored.name, call)
      return { done: !state.empty }
    })
  }

  async list(prefix: string, call: Call): Promise<string[]> {
    const listed = await this.client.list(this.#names.start(prefix), call)
    return listed
      .filter(({ stages }) =>
        Object.values(stages).some((of) => of.includes(currentStage) && !of.includes(deletedStage)),
      )
      .map((stored) => this.#names.path(stored))
      .filter((path) => path?.startsWith(prefix) === true)
      .map(String)
  }

  async versions(path: string, call: Call): Promise<string[]> {
    const { name } = this.#names.of(path)
    const state = await secretState(this.client, name, call)
    if (state === undefined || state.empty) return []
    if (state.scheduled) throw deletedByOthers(path)
    const { since, number: newest } = state.place
    const numbers = (await this.client.versionIds(name, call)).map((id) => versionPlace(id)?.number ?? 0)
    return numbers
      .filter((number) => number >= since && number <= newest)
      .sort((one, other) => other - one)
      .map(String)
  }

  async probe(call: Call): Promise<void> {
    await probeRights(this.client, this.settings, this.#proven, call)
    this.#proven = true
  }

  async close(): Promise<void> {
    await this.client.close()
  }

  async #newest(path: string, name: string, call: Call): Promise<StoredSecret | undefined> {
    try {
      return await this.#current(path, name, call)
    } catch (error) {
      if (!isWrongState(error)) throw error
    }
    return await this.#contend(call, async () => ({ done: await this.#current(path, name, call) }))
  }

  async #current(path: string, name: string, call: Call): Promise<StoredSecret | undefined> {
    try {
      const read = this.#batches?.read(name) ?? this.client.read(name, { stage: currentStage }, call)
      return storedSecret(path, await read)
    } catch (error) {
      if (isNotFound(error)) return undefined
      if (!isWrongState(error)) throw error
      const state = await secretState(this.client, name, call)
      if (state === undefined || (state.scheduled && state.empty)) return undefined
      throw state.scheduled ? deletedByOthers(path) : error
    }
  }

  async #earlier(path: string, name: string, version: string, call: Call): Promise<StoredSecret | undefined> {
    const number = versionNumber(version)
    const state = await secretState(this.client, name, call)
    if (number === undefined || state === undefined || state.empty) return undefined
    if (state.scheduled) throw deletedByOthers(path)
    const { since, number: newest } = state.place
    if (number < since || number > newest) return undefined
    try {
      return storedSecret(path, await this.client.read(name, { id: versionId({ number, since }) }, call))
    } catch (error) {
      if (isNotFound(error)) return undefined
      throw error
    }
  }

  /** Writes the version after a state; `undefined` when another writer has come between. */
  async #append(
    stored: StoredName,
    state: SecretState | undefined,
    version: Omit<NewVersion, 'id'>,
    call: Call,
  ): Promise<number | undefined> {
    const place = state === undefined ? { number: 1, since: 1 } : nextPlace(state)
    const next = { ...version, id: versionId(place) }
    try {
      if (state?.scheduled === true) await this.client.restore(stored.name, call)
      if (state === undefined) await this.client.create(stored, this.settings.kmsKeyId, next, call)
      else await this.client.write(stored.name, next, call)
      // Its deletion may still be under way, whose last look came before this write.
      if (state?.empty === true) await this.#keep(stored.name, call)
      return place.number
    } catch (error) {
      if (isTaken(error) || isNotFound(error)) return undefined
      throw error
    }
  }

  /** Has AWS delete a secret whose last version says that it was deleted; a later one is kept. */
  async #schedule(name: string, call: Call): Promise<void> {
    await this.client.remove(name, this.settings.recoveryDays, call).catch((error: unknown) => {
      if (!isNotFound(error) && !isWrongState(error)) throw error
    })
    await this.#keep(name, call)
  }

  /** Restores what was written while a deletion was under way: who of both looks last sees what the other did. */
  async #keep(name: string, call: Call): Promise<void> {
    const after = await secretState(this.client, name, call)
    if (after?.scheduled === true && !after.empty) await this.client.restore(name, call)
  }

  /** A write that does not race with others of this process, which would lose by turns. */
  async #alone<T>(path: string, call: Call, attempt: () => Promise<{ done: T } | undefined>): Promise<T> {
    return await this.#queue.run(path, () => this.#contend(call, attempt))
  }

  /** Tries again while others are faster. */
  async #contend<T>(call: Call, attempt: () => Promise<{ done: T } | undefined>): Promise<T> {
    let refused = 0
    for (let count = 1; count <= attempts; count++) {
      const ended = await attempt().catch((error: unknown) => {
        if (!isWrongState(error) || ++refused >= refusals) throw error
        return undefined
      })
      if (ended !== undefined) return ended.done
      await pause(Math.random() * Math.min(count * 5, longestPause), undefined, { signal: call.signal })
    }
    throw new ProviderError('unavailable', `other writers of this path were faster ${attempts} times in a row`)
  }
}

function storedSecret(path: string, { id, text }: ReadVersion): StoredSecret | undefined {
  const content = parseValue(path, text)
  if ('deleted' in content) return undefined
  const place = versionPlace(id)
  if (place !== undefined) return { data: content.data, version: String(place.number) }
  throw new ProviderError(
    'internal',
    `the secret at ${JSON.stringify(path)} has a version that another program wrote; write it again, or put the ` +
      'stage AWSCURRENT back',
  )
}

/** Whether an expectation holds. What somebody else deleted is neither there nor absent. */
function holds(expected: Expected, path: string, state: SecretState | undefined): boolean {
  if (state === undefined || state.empty) return expected === 'absent'
  if (state.scheduled) throw deletedByOthers(path)
  return expected !== 'absent' && !state.foreign && versionNumber(expected.version) === state.place.number
}

/** Not absent: an operator's mistake in the console must not have MPS make a new root certificate. */
function deletedByOthers(path: string): ProviderError {
  return new ProviderError(
    'unavailable',
    `the secret at ${JSON.stringify(path)} is scheduled for deletion, though this store did not delete it; restore it ` +
      '(aws secretsmanager restore-secret), or write or delete it by this store',
  )
}
