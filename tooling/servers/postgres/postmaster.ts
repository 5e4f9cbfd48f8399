import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { killWithChildren } from '../process-tree.js'
import type { UserId } from '../unprivileged-user.js'
import { settings } from './settings.js'

const readyLine = 'database system is ready to accept connections'
const stillInUse = 'pre-existing shared memory block'
const startDeadline = 60_000

/** Where a server process works, and who is told which process that is. */
export interface PostmasterOptions {
  bin: string
  /** Holds the cluster in `data`. */
  folder: string
  port: number
  user: UserId | undefined
  watch(pid: number | undefined): void
}

/** The running server process of one data folder: it may end and start again on the same port. */
export class Postmaster {
  #child: ChildProcess | undefined

  constructor(private readonly options: PostmasterOptions) {}

  /** Resolves when the server takes connections. */
  async start(): Promise<void> {
    const deadline = Date.now() + startDeadline
    // After a kill the old children may hold the shared memory for some moments; the server itself is who can tell.
    for (;;) {
      const refusal = await this.#launch(deadline)
      if (refusal === undefined) return
      if (!refusal.includes(stillInUse) || Date.now() > deadline) throw new Error(`postgres did not start: ${refusal}`)
    }
  }

  /** SIGINT shuts down at once but in order; SIGKILL also takes the children, as a crash of the machine would. */
  async end(signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    if (signal === 'SIGKILL' && child.pid !== undefined) await killWithChildren(child.pid)
    else child.kill(signal)
    await exited
  }

  async #launch(deadline: number): Promise<string | undefined> {
    const { bin, folder, port, user, watch } = this.options
    const address = ['-p', String(port), '-h', '127.0.0.1', '-c', 'unix_socket_directories=']
    const child = spawn(join(bin, 'postgres'), ['-D', join(folder, 'data'), ...address, ...settings], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...user,
    })
    this.#child = child
    watch(child.pid)
    child.once('exit', () => watch(undefined))
    return untilReady(child, deadline)
  }
}

/** Resolves to `undefined` when the log says ready, and to the log when the process ends first. */
async function untilReady(child: ChildProcess, deadline: number): Promise<string | undefined> {
  let log = ''
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => child.kill('SIGKILL'), deadline - Date.now())
    child.stderr?.on('data', (chunk) => {
      log = (log + chunk).slice(-4000)
      if (log.includes(readyLine)) {
        clearTimeout(tooLate)
        resolve(undefined)
      }
    })
    child.once('error', reject)
    child.once('close', () => {
      clearTimeout(tooLate)
      resolve(log.trim())
    })
  })
}
