import { randomUUID } from 'node:crypto'
import { link, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ProviderError } from '@dmt-providers/core'
import { hasErrno } from './errors.js'

/** Start of every name that this provider makes for itself. */
export const ownName = '.dmt-'

/** Milliseconds after which a lock is one that a process left behind: a write takes a few. */
const leftBehind = 10_000

/** Milliseconds within which the holder must come to the end, or leave it: half of what others wait. */
const patience = 5_000

/** Milliseconds between two tries, drawn at random. */
const [shortest, longest] = [2, 20]

/**
 * One writer at a time in a folder, of several processes and containers that share it, which see neither each other's
 * process ids nor sockets. A lock is a file; one that is ten seconds old belongs to a process that is no more, by the
 * clock of the file system. Reasons: docs/decisions/0081-a-folder-of-files-as-a-config-store.md.
 */
export class FolderLock {
  readonly #path: string
  readonly #taken = performance.now()

  private constructor(
    folder: string,
    private readonly id: bigint,
  ) {
    this.#path = lockIn(folder)
  }

  /** Waits for the lock until the signal fires. */
  static async take(folder: string, signal: AbortSignal): Promise<FolderLock> {
    for (;;) {
      signal.throwIfAborted()
      const id = await made(lockIn(folder))
      if (id !== undefined) return new FolderLock(folder, id)
      await breakLeftBehind(folder)
      await pause(shortest + Math.random() * (longest - shortest))
    }
  }

  /** Throws `unavailable` when this process was held up for so long that another one may hold the lock. */
  async prove(): Promise<void> {
    const current = await stat(this.#path, { bigint: true }).catch(() => undefined)
    if (current?.ino === this.id && performance.now() - this.#taken < patience) return
    throw new ProviderError('unavailable', 'the write was held up for seconds and nothing was written; try again', {
      notApplied: true,
    })
  }

  async release(): Promise<void> {
    const current = await stat(this.#path, { bigint: true }).catch(() => undefined)
    if (current?.ino === this.id) await unlink(this.#path)
  }
}

const lockIn = (folder: string) => join(folder, `${ownName}lock`)

/** Makes the lock and answers its number in the file system; `undefined` when there is one. */
async function made(path: string): Promise<bigint | undefined> {
  try {
    const handle = await open(path, 'wx', 0o600)
    try {
      return (await handle.stat({ bigint: true })).ino
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (hasErrno(error, 'EEXIST')) return undefined
    throw error
  }
}

/** Takes the lock of a process that is no more out of the way, and what it left half written. */
async function breakLeftBehind(folder: string): Promise<void> {
  const seen = await stat(lockIn(folder), { bigint: true }).catch(() => undefined)
  if (seen === undefined || Date.now() - Number(seen.mtimeMs) < leftBehind) return
  const now = await clockOf(folder)
  if (now - Number(seen.mtimeMs) < leftBehind) return
  const aside = join(folder, `${ownName}${randomUUID()}`)
  await rename(lockIn(folder), aside).catch(() => undefined)
  const taken = await stat(aside, { bigint: true }).catch(() => undefined)
  // Another process was faster, and this is the lock of one that lives: back with it.
  if (taken !== undefined && taken.ino !== seen.ino) await link(aside, lockIn(folder)).catch(() => undefined)
  await unlink(aside).catch(() => undefined)
  await sweep(folder, now)
}

/** The file system's time, which need not be this machine's. */
async function clockOf(folder: string): Promise<number> {
  const path = join(folder, `${ownName}${randomUUID()}`)
  await made(path)
  const { mtimeMs } = await stat(path)
  await unlink(path)
  return mtimeMs
}

async function sweep(folder: string, now: number): Promise<void> {
  const left = (await readdir(folder)).filter((name) => name.startsWith(ownName) && name !== `${ownName}lock`)
  for (const name of left) {
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (found !== undefined && now - found.mtimeMs > leftBehind) await unlink(join(folder, name)).catch(() => undefined)
  }
}
