import { randomBytes } from 'node:crypto'
import { access, open, readFile, rename } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ProviderError } from '@dmt-providers/core'

/** The only format so far. A file of another one is refused, and never overwritten. */
const format = 'sealed-file@1'

/** One secret in the file. */
export interface Entry {
  version: number
  sealed: string
}

/** What the file holds. */
export interface Content {
  /** Makes the same passphrase another key in each file. */
  salt: string
  entries: Map<string, Entry>
}

/** What is under way on each file: two stores of this process on one file wait for each other. */
const underWay = new Map<string, Promise<unknown>>()

/** The file that keeps the secrets of one process. */
export class SecretsFile {
  readonly #path: string
  #made: Promise<void> | undefined

  /** `create` makes a missing file at the first call, and at no later one: a file that is gone is an outage. */
  constructor(
    path: string,
    private readonly create: boolean,
  ) {
    this.#path = resolve(path)
  }

  /** What the file holds now. */
  async read(): Promise<Content> {
    await this.#ready()
    return parse(await readFile(this.#path, 'utf8'))
  }

  /** Changes what the file holds, one change after the other; when `change` answers undefined, the file stays. */
  async change<T>(change: (content: Content) => Promise<T | undefined>): Promise<T | undefined> {
    await this.#ready()
    return await this.#alone(async () => {
      const content = parse(await readFile(this.#path, 'utf8'))
      const result = await change(content)
      if (result !== undefined) await this.#replace(content)
      return result
    })
  }

  async #ready(): Promise<void> {
    if (!this.create) return
    this.#made ??= this.#alone(() => this.#make())
    await this.#made.catch((error: unknown) => {
      this.#made = undefined
      throw error
    })
  }

  async #make(): Promise<void> {
    const isMissing = await access(this.#path).then(
      () => false,
      () => true,
    )
    if (isMissing) await this.#replace({ salt: randomBytes(16).toString('base64'), entries: new Map() })
  }

  /** Runs the work when nothing else is under way on this file. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    const before = underWay.get(this.#path) ?? Promise.resolve()
    const after = before.then(work)
    // The next one waits for this one, and does not fail with it.
    underWay.set(
      this.#path,
      after.catch(() => undefined),
    )
    return await after
  }

  /** A reader, or a start after a crash, finds the old content or the new one, and never half of it. */
  async #replace({ salt, entries }: Content): Promise<void> {
    const beside = `${this.#path}.${randomBytes(4).toString('hex')}.new`
    const file = await open(beside, 'wx', 0o600)
    try {
      await file.writeFile(JSON.stringify({ format, salt, entries: [...entries] }))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, this.#path)
  }
}

function parse(text: string): Content {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    throw new ProviderError('internal', 'the secrets file is no JSON; restore it from a backup')
  }
  const { format: written, salt, entries } = Object(content)
  if (written !== format) {
    throw new ProviderError('unsupported', `the secrets file is not in format ${format}; use the release that wrote it`)
  }
  return { salt, entries: new Map(entries) }
}
