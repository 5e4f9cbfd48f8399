import { randomUUID } from 'node:crypto'
import { link, readdir, readFile, readlink, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { ProviderError } from '@dmt-providers/core'

/** How often the holder shows that it lives, and how long it may be silent to another machine. Milliseconds. */
const beat = 2_000
const silence = 15_000

/** Who holds a folder. */
interface Holder {
  id: string
  pid: number
  /** When the process started, in the kernel's own count: tells a process from a later one with its number. */
  started: string
  /** Machine and process namespace: numbers are comparable only within one. */
  space: string
}

/** Who holds a folder when the lock's file is damaged: nobody that could live. */
const nobody: Holder = { id: 'nobody', pid: 0, started: '', space: '' }

/**
 * Keeps other processes out of a folder until it is released. `lock` names the holder. What a killed holder left is
 * taken over by linking `lock-after-<its id>`: exactly one can do that for each holder, so that no two are ever in.
 */
export class FolderLock {
  readonly #timer: NodeJS.Timeout

  private constructor(
    private readonly folder: string,
    private readonly holder: Holder,
  ) {
    this.#timer = setInterval(() => {
      const now = new Date()
      utimes(lockIn(folder), now, now).catch(() => {})
    }, beat)
    this.#timer.unref()
  }

  /** Takes the folder. Throws `unavailable`, naming the holder, while another process has it. */
  static async take(folder: string): Promise<FolderLock> {
    const holder = { id: randomUUID(), pid: process.pid, started: await startOf('self'), space: await space() }
    const claim = join(folder, `lock-claim-${holder.id}`)
    await writeFile(claim, JSON.stringify(holder), { mode: 0o600 })
    try {
      while (!(await linked(claim, lockIn(folder))) && !(await follows(folder, holder, claim)));
    } finally {
      await rm(claim, { force: true })
    }
    return new FolderLock(folder, holder)
  }

  /** Lets the next process in. */
  async release(): Promise<void> {
    clearInterval(this.#timer)
    const file = lockIn(this.folder)
    if ((await holderIn(file))?.id === this.holder.id) await rm(file, { force: true })
  }
}

const lockIn = (folder: string) => join(folder, 'lock')
const afterIn = (folder: string, { id }: Holder) => join(folder, `lock-after-${id}`)

/** Tries once to follow the last holder, if that one is dead; false when somebody else was faster. */
async function follows(folder: string, holder: Holder, claim: string): Promise<boolean> {
  const last = await lastIn(folder)
  if (last === undefined) return false
  if (await lives(last.holder, last.file)) throw held(folder, last.holder)
  const place = afterIn(folder, last.holder)
  if (!(await linked(claim, place))) return false
  // The line of holders may have ended, or another one begun, between the look at it and the link.
  if ((await lastIn(folder))?.holder.id !== holder.id) {
    await rm(place, { force: true })
    return false
  }
  await rename(claim, lockIn(folder))
  await clear(folder)
  return true
}

/** The last of the line that begins with the holder in `lock`; `undefined` when the folder is free. */
async function lastIn(folder: string): Promise<{ holder: Holder; file: string } | undefined> {
  let last: { holder: Holder; file: string } | undefined
  for (let file = lockIn(folder); ; file = afterIn(folder, last.holder)) {
    const holder = await holderIn(file)
    if (holder === undefined) return last
    last = { holder, file }
  }
}

/** Removes what the line before this holder consisted of. */
async function clear(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('lock-after-'))
  for (const name of names) await rm(join(folder, name), { force: true })
}

/** A hard link is made by exactly one of several processes, and appears with its whole content. */
async function linked(claim: string, file: string): Promise<boolean> {
  try {
    await link(claim, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

async function holderIn(file: string): Promise<Holder | undefined> {
  try {
    const holder: Holder | null = JSON.parse(await readFile(file, 'utf8'))
    return holder ?? nobody
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    if (error instanceof SyntaxError) return nobody
    throw error
  }
}

async function lives(holder: Holder, file: string): Promise<boolean> {
  if (holder === nobody) return false
  if (holder.space === (await space())) return (await startOf(String(holder.pid))) === holder.started
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }))
  return Date.now() - mtimeMs < silence
}

/** Field 22 of `/proc/<pid>/stat` (proc(5)); elsewhere only whether the process exists. */
async function startOf(pid: string): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    if (process.platform === 'linux') return 'none'
    return pid === 'self' || exists(Number(pid)) ? 'unknown' : 'none'
  }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

async function space(): Promise<string> {
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '')
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  return `${hostname()} ${namespace} ${boot.trim()}`.trim()
}

function held(folder: string, holder: Holder): ProviderError {
  return new ProviderError(
    'unavailable',
    `pglite: the folder ${folder} is in use by process ${holder.pid} on ${holder.space.split(' ')[0]}; ` +
      'an embedded database serves one process: stop that one, give this one a folder of its own, or use a server',
    { provider: 'pglite', retryable: false },
  )
}

function codeOf(error: unknown): unknown {
  return error instanceof Error ? Reflect.get(error, 'code') : undefined
}
