import { randomUUID } from 'node:crypto'
import { link, readFile, readlink, rename, unlink, utimes, writeFile } from 'node:fs/promises'
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

/** Keeps other processes out of a folder until it is released; what a killed process left is taken over. */
export class FolderLock {
  readonly #timer: NodeJS.Timeout

  private constructor(
    private readonly file: string,
    private readonly holder: Holder,
  ) {
    this.#timer = setInterval(() => {
      const now = new Date()
      utimes(file, now, now).catch(() => {})
    }, beat)
    this.#timer.unref()
  }

  /** Takes the folder. Throws `unavailable`, naming the holder, while another process has it. */
  static async take(folder: string): Promise<FolderLock> {
    const file = join(folder, 'lock')
    const holder = { id: randomUUID(), pid: process.pid, started: await startOf('self'), space: await space() }
    const own = join(folder, `lock-${holder.id}`)
    await writeFile(own, JSON.stringify(holder), { mode: 0o600 })
    try {
      while (!(await linked(own, file))) await removeStale(folder, file)
    } finally {
      await unlink(own)
    }
    return new FolderLock(file, holder)
  }

  /** Lets the next process in. */
  async release(): Promise<void> {
    clearInterval(this.#timer)
    if ((await holderOf(this.file))?.id === this.holder.id) await unlink(this.file)
  }
}

/** A hard link is made by exactly one of several processes, and appears with its whole content. */
async function linked(own: string, file: string): Promise<boolean> {
  try {
    await link(own, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

async function removeStale(folder: string, file: string): Promise<void> {
  const holder = await holderOf(file)
  if (holder !== undefined && (await lives(holder, file))) throw held(folder, holder)
  const aside = join(folder, `stale-${randomUUID()}`)
  try {
    await rename(file, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  // Another process may have taken the folder between the look and the rename: then it gets its lock back.
  if ((await holderOf(aside))?.id !== holder?.id) await linked(aside, file)
  await unlink(aside)
}

async function holderOf(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined
    throw error
  }
}

async function lives(holder: Holder, file: string): Promise<boolean> {
  if (holder.space === (await space())) return (await startOf(String(holder.pid))) === holder.started
  const { mtimeMs } = await import('node:fs/promises').then(({ stat }) => stat(file)).catch(() => ({ mtimeMs: 0 }))
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
