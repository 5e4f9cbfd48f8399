import { readlinkSync, rmSync } from 'node:fs'
import { lstat, mkdtemp, open, readdir, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { type JsonObject, ProviderError } from '@dmt-providers/core'

/** Milliseconds between two signs of life. */
const heartbeat = 60_000

/** Milliseconds without a sign of life after which a folder counts as left behind, whoever made it. */
const abandoned = 600_000

const prefix = 'dmt-exec-'

/** A file for one process of the service. */
export interface RunFile {
  readonly path: string
  /** Removes it with its folder; a second time does nothing. */
  remove(): Promise<void>
}

/**
 * Where the files stand that a service is started with: a folder for each, which is its owner's alone. They are removed
 * at the end of this process, however it ends, except by SIGKILL: then by the next one that starts here.
 */
export class RunFolder {
  readonly #mine = new Set<string>()
  readonly #beat = setInterval(() => void this.#signOfLife(), heartbeat).unref()
  readonly #atExit = () => {
    for (const folder of this.#mine) removeNow(folder)
  }

  /** `above` is an existing folder, such as `/dev/shm`. */
  constructor(private readonly above: string) {
    process.on('exit', this.#atExit)
  }

  /** Writes a document to a new file. Throws `invalid-options` when it cannot be written. */
  async write(name: string, document: JsonObject): Promise<RunFile> {
    try {
      const folder = await mkdtemp(join(this.above, `${prefix}${namespace()}-${process.pid}-`))
      this.#mine.add(folder)
      const path = join(folder, name)
      await writeWhole(path, JSON.stringify(document, undefined, 2))
      return { path, remove: () => this.#remove(folder) }
    } catch (error) {
      throw new ProviderError(
        'invalid-options',
        `--run-folder: ${this.above} cannot be written to (${codeOf(error)})`,
        {
          cause: error,
        },
      )
    }
  }

  /** Removes what runs of this user that were killed left behind, and answers how many folders that were. */
  async removeLeftovers(): Promise<number> {
    const names = await readdir(this.above).catch(() => [])
    const folders = names.filter((name) => name.startsWith(prefix)).map((name) => join(this.above, name))
    let removed = 0
    for (const folder of folders) if (await this.#isLeftover(folder)) removed += await removedOne(folder)
    return removed
  }

  /** Removes every file that is left. */
  async close(): Promise<void> {
    clearInterval(this.#beat)
    for (const folder of [...this.#mine]) await this.#remove(folder)
    if (this.#mine.size === 0) process.off('exit', this.#atExit)
  }

  async #isLeftover(folder: string): Promise<boolean> {
    if (this.#mine.has(folder)) return false
    const found = await lstat(folder).catch(() => undefined)
    // Whoever else can write here may have put a link there.
    if (found === undefined || !found.isDirectory() || found.uid !== process.getuid?.()) return false
    return isOfDeadProcess(folder.slice(join(this.above, prefix).length)) || Date.now() - found.mtimeMs > abandoned
  }

  async #signOfLife(): Promise<void> {
    const now = new Date()
    for (const folder of this.#mine) await utimes(folder, now, now).catch(() => undefined)
  }

  /** What cannot be removed now is tried once more at the end; a service does not end for it. */
  async #remove(folder: string): Promise<void> {
    this.#mine.delete(folder)
    await rm(folder, { recursive: true, force: true }).catch(() => this.#mine.add(folder))
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
  } finally {
    await file.close()
  }
}

function removeNow(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    return
  }
}

async function removedOne(folder: string): Promise<number> {
  return await rm(folder, { recursive: true }).then(
    () => 1,
    () => 0,
  )
}

/** `4026531836-4711-…`: only in its own namespace does the number of a process say anything. */
function isOfDeadProcess(name: string): boolean {
  const [, itsNamespace, pid] = /^(\d+)-(\d+)-/.exec(name) ?? []
  if (itsNamespace !== namespace()) return false
  if (Number(pid) === process.pid) return true
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
}

/** The namespace of process numbers that this process lives in; 0 where the system has none. */
function namespace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0'
  } catch {
    return '0'
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error ? Reflect.get(error, 'code') : undefined
}
