import { isDeepStrictEqual } from 'node:util'
import {
  type CallOptions,
  type ConfigStore,
  isProviderError,
  type JsonObject,
  ProviderError,
} from '@dmt-providers/core'
import { broughtProblems } from './brought-problems.js'
import { ChangeHistory } from './change-history.js'
import type { ChangeRecord } from './change-record.js'
import { checkDocument } from './check-document.js'
import { documentKey } from './document-keys.js'
import type { DocumentProblem } from './document-problem.js'
import { parseDocument } from './json-document.js'
import { isAcceptable, refusedDocument } from './refused-document.js'
import { schemaOf } from './services/schema-of.js'
import type { Service, ServiceSchema } from './services/service-schema.js'
import { writerName } from './writer-name.js'

/** Writers that may change one document at the same moment. */
const attempts = 50

/** The document of a service as it lies in the store. */
export interface CentralDocument {
  readonly document: JsonObject
  /** Opaque; changes with each write. */
  readonly version: string
}

/** The same before it was read as JSON. */
export interface CentralText {
  readonly text: string
  readonly version: string
}

/** What became of a write. */
export interface WrittenDocument extends CentralDocument {
  /** False when the document was there already, or nothing would have changed. */
  readonly written: boolean
  /** Its place in the history; `undefined` when nothing was written, or when `unrecorded` says why it has none. */
  readonly record: ChangeRecord | undefined
  /** Why the history could not be written: the change itself took effect. */
  readonly unrecorded?: unknown
  /** What may be wrong, and was taken nevertheless; also an error that was there before. */
  readonly warnings: readonly DocumentProblem[]
}

/** The configuration that all instances of one service share, in a configuration store. */
export class CentralConfig {
  readonly service: Service
  readonly schema: ServiceSchema
  readonly #store: ConfigStore
  readonly #history: ChangeHistory
  readonly #by: string

  /** `by` names the writer in the history. Default: user and machine. */
  constructor(store: ConfigStore, service: Service, { by = writerName() }: { by?: string | undefined } = {}) {
    this.service = service
    this.schema = schemaOf(service)
    this.#store = store
    this.#history = new ChangeHistory(store, service)
    this.#by = by
  }

  /**
   * The document; `undefined` when none was seeded. Throws `invalid-argument` for a value that is no JSON object, and
   * what the store throws. The keys are not checked.
   */
  async read(options?: CallOptions): Promise<CentralDocument | undefined> {
    const found = await this.readText(options)
    return found && { document: this.parse(found.text), version: found.version }
  }

  /** The text of the document; `undefined` when none was seeded. Throws what the store throws. */
  async readText(options?: CallOptions): Promise<CentralText | undefined> {
    const found = await this.#store.get(documentKey(this.service), options)
    return found && { text: found.value, version: found.version }
  }

  /** Reads the text of the document. Throws `invalid-argument` that names the key and shows nothing of the text. */
  parse(text: string): JsonObject {
    return parseDocument(text, documentKey(this.service))
  }

  /** Everything that is wrong with a document of this service. */
  check(document: JsonObject): DocumentProblem[] {
    return checkDocument(this.schema, document)
  }

  /** The warnings of a document. Throws `invalid-argument` that lists its errors. */
  accept(document: JsonObject): DocumentProblem[] {
    return this.#checked(document)
  }

  /**
   * Writes the first document. Of many who do so at once one wins; the others get what it wrote, with `written` false.
   * Throws `invalid-argument` that lists every error of the document.
   */
  async seed(document: JsonObject): Promise<WrittenDocument> {
    const warnings = this.#checked(document)
    const found = await this.read()
    if (found !== undefined) return { ...found, written: false, record: undefined, warnings }
    try {
      return await this.#write(document, 'absent', warnings)
    } catch (error) {
      if (!isStale(error)) throw error
      return await this.seed(document)
    }
  }

  /**
   * Replaces the document by what `edit` makes of it, again when another writer was faster, so that no change of theirs
   * is lost. Throws `not-found` when nothing was seeded, and `invalid-argument` that lists every error which the result
   * has and the document had not: one that somebody else brought in does not keep the others from being mended.
   */
  async change(edit: (document: JsonObject) => JsonObject): Promise<WrittenDocument> {
    return await this.#change((text) => {
      const before = this.parse(text)
      return { before, document: edit(before) }
    })
  }

  /**
   * Writes this document in the place of the one that is there, whatever that is. Throws `not-found` when nothing was
   * seeded, and `invalid-argument` that lists every error of the document.
   */
  async replace(document: JsonObject): Promise<WrittenDocument> {
    return await this.#change((text) => ({ before: readable(text), document }))
  }

  /** The last changes, newest first. */
  async history(): Promise<ChangeRecord[]> {
    return await this.#history.list()
  }

  /**
   * Yields the text of the document now and after each change, `undefined` while there is none, until the signal fires.
   * Throws as `watch` of the store does.
   */
  async *watch(signal?: AbortSignal): AsyncGenerator<CentralText | undefined, void, undefined> {
    const key = documentKey(this.service)
    for await (const entries of this.#store.watch(key, signal)) {
      const found = entries.find((entry) => entry.key === key)
      yield found && { text: found.value, version: found.version }
    }
  }

  /** What is thrown where a document is needed and none was seeded. */
  absent(): ProviderError {
    const fix = `seed it with dmt-providers config seed --service ${this.service}`
    return new ProviderError('not-found', `${documentKey(this.service)}: the store has no configuration yet; ${fix}`)
  }

  async #change(
    edit: (text: string) => { before: JsonObject | undefined; document: JsonObject },
  ): Promise<WrittenDocument> {
    for (let attempt = 1; ; attempt += 1) {
      const found = await this.readText()
      if (found === undefined) throw this.absent()
      const { version, text } = found
      const { before, document } = edit(text)
      const warnings = this.#checked(document, before)
      if (isDeepStrictEqual(document, before)) return { document, version, written: false, record: undefined, warnings }
      try {
        return await this.#write(document, { version }, warnings)
      } catch (error) {
        if (!isStale(error) || attempt >= attempts) throw error
      }
    }
  }

  #checked(document: JsonObject, before: JsonObject = {}): DocumentProblem[] {
    const brought = broughtProblems(this.schema, before, document)
    if (!isAcceptable(brought)) throw refusedDocument(documentKey(this.service), brought)
    return this.check(document)
  }

  async #write(
    document: JsonObject,
    expected: 'absent' | { version: string },
    warnings: readonly DocumentProblem[],
  ): Promise<WrittenDocument> {
    const text = `${JSON.stringify(document, null, 2)}\n`
    const version = await this.#store.put(documentKey(this.service), text, { expected })
    const written = { document, version, written: true, warnings }
    try {
      const at = new Date().toISOString()
      return { ...written, record: await this.#history.add({ at, by: this.#by, version, document }) }
    } catch (unrecorded) {
      return { ...written, record: undefined, unrecorded }
    }
  }
}

/** The document of a text; `undefined` when it is none. */
function readable(text: string): JsonObject | undefined {
  try {
    return parseDocument(text, '')
  } catch {
    return undefined
  }
}

function isStale(error: unknown): boolean {
  return isProviderError(error) && error.code === 'stale-version'
}
