import { randomUUID } from 'node:crypto'
import { readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { type JsonObject, ProviderError } from '@dmt-providers/core'
import { isJsonObject } from './json-document.js'
import type { Service } from './services/service-schema.js'

/** The copy of a document that a service ran with. */
export interface KnownGood {
  readonly document: JsonObject
  readonly version: string
  /** Milliseconds since the store last said that this document is current. */
  readonly ageMs: number
}

/** A file beside the service that holds the last document which was taken, with references in the place of secrets. */
export class LastKnownGood {
  constructor(
    private readonly file: string,
    private readonly service: Service,
  ) {}

  /** Keeps a document as current now. The file is its owner's alone, and whole at every moment. */
  async keep(document: JsonObject, version: string): Promise<void> {
    const fresh = `${this.file}.${randomUUID()}`
    const content = { service: this.service, version, at: new Date().toISOString(), document }
    try {
      await writeFile(fresh, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
      await rename(fresh, this.file)
    } catch (error) {
      await unlink(fresh).catch(() => undefined)
      throw this.#wrong('cannot be written', error)
    }
  }

  /** What was kept; `undefined` when nothing was. Throws `invalid-options` when the file cannot be read or trusted. */
  async read(): Promise<KnownGood | undefined> {
    const text = await this.#text()
    if (text === undefined) return undefined
    const content = parsed(text)
    const { service, version, at, document } = content ?? {}
    const confirmed = typeof at === 'string' ? Date.parse(at) : Number.NaN
    if (typeof version !== 'string' || !isJsonObject(document) || Number.isNaN(confirmed))
      throw this.#wrong('holds no copy of a configuration; remove it')
    if (service !== this.service) throw this.#wrong(`is of another service; give ${this.service} a file of its own`)
    // A clock that was put back makes no copy younger than new.
    return { document, version, ageMs: Math.max(0, Date.now() - confirmed) }
  }

  async #text(): Promise<string | undefined> {
    try {
      return await readFile(this.file, 'utf8')
    } catch (error) {
      if (errno(error) === 'ENOENT') return undefined
      throw this.#wrong('cannot be read', error)
    }
  }

  #wrong(problem: string, cause?: unknown): ProviderError {
    const why = cause === undefined ? '' : ` (${errno(cause) ?? 'unknown'})`
    return new ProviderError('invalid-options', `last known good: the file ${this.file} ${problem}${why}`, { cause })
  }
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function errno(error: unknown): string | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' ? code : undefined
}
