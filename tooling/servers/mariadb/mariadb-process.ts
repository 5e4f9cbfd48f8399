import type { ServerFolder } from '../server-folder.js'
import { ServerProcess } from '../server-process.js'
import { until } from '../until.js'
import { serverVersion } from './server-version.js'

/** Milliseconds that a server may take to start, recovery after a kill included. */
const startDeadline = 60_000

/** The running server of one data folder: it may end and start again on the same port. */
export class MariadbProcess {
  #running: ServerProcess | undefined

  constructor(
    private readonly folder: ServerFolder,
    private readonly program: string,
    private readonly args: readonly string[],
    private readonly watch: (pid: number | undefined) => void = (pid) => folder.guard.watch(pid),
  ) {}

  /** Resolves when the server takes connections; `extra` are arguments of this start alone. */
  async start(url: string, extra: readonly string[] = []): Promise<void> {
    const running = await ServerProcess.start(this.folder, this.program, [...this.args, ...extra])
    this.#running = running
    this.watch(running.pid)
    const log = await until('MariaDB', startDeadline, async () => {
      if (running.ended) return running.log || 'no word'
      await serverVersion(url)
      return ''
    })
    if (log !== '') throw new Error(`mariadbd did not start: ${log.slice(-300)}`)
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.#running?.end(signal)
    this.watch(undefined)
  }
}
