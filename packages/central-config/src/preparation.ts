import type { JsonObject, SecretsStore } from '@dmt-providers/core'
import type { CentralConfig, CentralDocument } from './central-config.js'
import { changedKeys } from './changed-keys.js'
import { deliver } from './deliver.js'
import { documentKey } from './document-keys.js'
import type { Launch, LaunchOptions } from './launch.js'
import { mergeDocuments } from './merge-documents.js'
import { isAcceptable, refusedDocument } from './refused-document.js'
import { resolveReferences } from './resolve-references.js'

/** Makes a launch of a central document, and knows the one before. */
export class Preparation {
  #before: JsonObject | undefined

  constructor(
    private readonly central: CentralConfig,
    private readonly options: Pick<LaunchOptions, 'openSecrets' | 'ownDocument' | 'report'>,
  ) {}

  /**
   * The launch; `undefined` when it would be the one before. Throws `invalid-argument` that lists the document's errors,
   * and what resolving its references throws.
   */
  async launch(
    { document, version }: CentralDocument,
    from: Pick<Launch, 'source' | 'ageMs'>,
  ): Promise<Launch | undefined> {
    const problems = this.central.check(document)
    if (!isAcceptable(problems)) throw refusedDocument(documentKey(this.central.service), problems)
    const merged = mergeDocuments(this.options.ownDocument, document)
    const resolved = await this.#resolved(merged)
    const changed = changedKeys(this.#before ?? {}, resolved).map(({ key }) => key)
    if (this.#before !== undefined && changed.length === 0) return undefined
    const { undeliverable, ...delivered } = deliver(this.central.schema, resolved)
    for (const { message } of problems) this.options.report({ kind: 'warning', message })
    for (const key of undeliverable) {
      const message = `${key}: ${this.central.service} takes no such key from its environment; it is left out`
      this.options.report({ kind: 'warning', message })
    }
    this.#before = resolved
    return { ...delivered, version, changed, ...from }
  }

  /** The secret store is open for no longer than this takes: the next change may come in a month. */
  async #resolved(document: JsonObject): Promise<JsonObject> {
    const { openSecrets } = this.options
    if (openSecrets === undefined) return await resolveReferences(document, undefined)
    let opened: Promise<SecretsStore> | undefined
    const open = () => {
      opened = openSecrets()
      return opened
    }
    try {
      return await resolveReferences(document, open)
    } finally {
      const store = await opened?.catch(() => undefined)
      await store?.close()
    }
  }
}
