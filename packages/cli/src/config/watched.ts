import { type CentralConfig, type CentralText, documentKey, leaves } from '@dmt-providers/central-config'
import { isProviderError, type JsonObject } from '@dmt-providers/core'
import type { CommandContext } from '../command.js'
import { changeLine, shownChanges } from './change-lines.js'
import { shownJson } from './shown.js'
import { tell, tellErrors } from './tell.js'

/** Tells each change of a document that is watched, against what was there before. */
export class Watched {
  #before: JsonObject | undefined
  #isFirst = true
  #changes = 0
  readonly #place: string

  constructor(
    private readonly context: CommandContext,
    private readonly central: CentralConfig,
  ) {
    this.#place = documentKey(central.service)
  }

  /** Hears what is there now. */
  heard(found: CentralText | undefined): void {
    if (found === undefined) this.#gone()
    else this.#found(found)
    this.#isFirst = false
    const times = `${this.#changes} ${this.#changes === 1 ? 'change' : 'changes'}`
    this.context.status?.(`${this.#place}: ${times} so far, Ctrl-C ends it`)
  }

  #gone(): void {
    if (this.#isFirst || this.#before !== undefined) this.#say({ there: false }, 'there is no configuration')
    this.#before = undefined
  }

  #found({ text, version }: CentralText): void {
    const document = this.#read(text)
    if (document === undefined) return
    const before = this.#before
    this.#before = document
    if (before === undefined) {
      const keys = leaves(document).length
      this.#say({ there: true, version, keys }, `version ${version}, ${keys} keys`)
    } else this.#tellChanges(before, document, version)
    const { central } = this
    tellErrors(this.context, central.check(document))
  }

  #tellChanges(before: JsonObject, document: JsonObject, version: string): void {
    const changes = shownChanges(this.central.schema, before, document)
    if (changes.length === 0) return
    this.#changes += 1
    if (this.context.given('json')) this.#say({ there: true, version, changes }, '')
    else for (const change of changes) this.#say({}, changeLine(change))
  }

  #read(text: string): JsonObject | undefined {
    try {
      return this.central.parse(text)
    } catch (error) {
      if (!isProviderError(error)) throw error
      tell(this.context, `services refuse this document: ${error.message}`)
      return undefined
    }
  }

  #say(data: object, line: string): void {
    const at = new Date().toISOString()
    const { service } = this.central
    const json = this.context.given('json')
    this.context.out(json ? shownJson({ at, service, ...data }) : `${at}  ${line}`)
  }
}
