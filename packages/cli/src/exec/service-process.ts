import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import type { Ending } from './ending.js'
import { groupRuns, signalGroup } from './process-group.js'

/** Milliseconds between two looks at what a process left behind. */
const interval = 50

/** Milliseconds that the system may take to end what was killed. */
const grace = 2_000

/** What is started, and how. */
export interface ServiceCommand {
  /** Program and arguments. */
  readonly command: readonly [string, ...string[]]
  /** True for a process group of its own, which the signals of a terminal do not reach. */
  readonly ownGroup: boolean
}

/** How a process is stopped. */
export interface StopOptions {
  readonly signal: NodeJS.Signals
  /** Milliseconds until it is killed. */
  readonly timeoutMs: number
  /** Fires when it is not to be killed any more. */
  readonly spare: AbortSignal
}

/** A running service, which has standard input, output and errors of this process. */
export class ServiceProcess {
  /** How it ended. A command that could not be started ended as it does in a shell: 127 not found, 126 otherwise. */
  readonly ended: Promise<Ending>
  readonly startedAt = performance.now()
  readonly #child: ChildProcess | undefined
  readonly #ownGroup: boolean
  #killed = false
  #failure: string | undefined

  constructor({ command: [program, ...args], ownGroup }: ServiceCommand, env: NodeJS.ProcessEnv) {
    this.#ownGroup = ownGroup
    try {
      const child = spawn(program, args, { env, stdio: 'inherit', detached: ownGroup })
      this.#child = child
      this.ended = this.#endOf(child)
    } catch (error) {
      this.ended = Promise.resolve(this.#notStarted(error))
    }
  }

  /** Why it could not be started, such as `ENOENT`; known once it has ended. */
  get failure(): string | undefined {
    return this.#failure
  }

  /** True when it was killed here, as it did not end in time. */
  get killed(): boolean {
    return this.#killed
  }

  /** Sends it a signal, unless it has ended. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal)
  }

  /** Sends a signal to its process group, or to it alone where it has none of its own. */
  signalAll(signal: NodeJS.Signals): void {
    const group = this.#ownGroup ? this.#child?.pid : undefined
    if (group === undefined) this.signal(signal)
    else signalGroup(group, signal)
  }

  /** Kills it and its process group. */
  kill(): void {
    this.#killed = true
    this.signalAll('SIGKILL')
  }

  /** Asks it to end, kills it when it does not in time, and answers once nothing of it runs any more. */
  async stop({ signal, timeoutMs, spare }: StopOptions): Promise<Ending> {
    const deadline = performance.now() + timeoutMs
    const timer = setTimeout(() => this.kill(), timeoutMs)
    const forget = () => clearTimeout(timer)
    spare.addEventListener('abort', forget)
    this.signal(signal)
    const ending = await this.ended
    forget()
    spare.removeEventListener('abort', forget)
    if (!spare.aborted) await this.#stopRest(signal, deadline, spare)
    return ending
  }

  /** What it started and left behind would hold the ports and files that the next one needs. */
  async #stopRest(signal: NodeJS.Signals, deadline: number, spare: AbortSignal): Promise<void> {
    const group = this.#ownGroup ? this.#child?.pid : undefined
    if (group === undefined || !(await groupRuns(group))) return
    signalGroup(group, signal)
    while (!spare.aborted && (await groupRuns(group))) {
      const late = performance.now() - deadline
      if (late > grace) return
      if (late >= 0) this.kill()
      await pause(interval)
    }
  }

  async #endOf(child: ChildProcess): Promise<Ending> {
    return await new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve(signal === null ? { code: code ?? 0 } : { signal }))
      child.on('error', (error) => {
        if (child.pid === undefined) resolve(this.#notStarted(error))
      })
    })
  }

  #notStarted(error: unknown): Ending {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
    this.#failure = typeof code === 'string' ? code : 'unknown'
    return { code: code === 'ENOENT' ? 127 : 126 }
  }
}
