import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { ServerFolder } from './server-folder.js'

/** A server that runs in the foreground, in a folder. */
export class ServerProcess {
  #log = ''

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        this.#log = (this.#log + chunk).slice(-4_000)
      })
    }
  }

  /** Starts a program under the folder's user. Rejects when it cannot be started at all. */
  static async start({ path, user }: ServerFolder, program: string, args: readonly string[]): Promise<ServerProcess> {
    const child = spawn(program, args, { cwd: path, stdio: ['ignore', 'pipe', 'pipe'], ...user })
    const started = new ServerProcess(child)
    await once(child, 'spawn')
    return started
  }

  get pid(): number | undefined {
    return this.child.pid
  }

  get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null
  }

  /** The end of what it printed. */
  get log(): string {
    return this.#log.trim()
  }

  /** Resolves once the process has ended; it does so by SIGKILL when the signal has no effect for ten seconds. */
  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.ended) return
    const exited = once(this.child, 'exit')
    this.child.kill(signal)
    const tooLate = setTimeout(() => this.child.kill('SIGKILL'), 10_000)
    await exited
    clearTimeout(tooLate)
  }
}
