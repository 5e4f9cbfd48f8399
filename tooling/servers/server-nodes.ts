import type { NodeNetworks } from './node-networks.js'
import type { ServerFolder } from './server-folder.js'
import { ServerProcess } from './server-process.js'

/** How one node of a cluster is run. */
export interface NodeProgram {
  readonly program: string
  readonly args: readonly string[]
  /** Loopback port for clients. */
  readonly port: number
}

/** The nodes of a cluster, each a process of its own that a test may break. */
export class ServerNodes {
  readonly #running: (ServerProcess | undefined)[]

  constructor(
    private readonly folder: ServerFolder,
    readonly programs: readonly NodeProgram[],
    /** Where each node has a network of its own. */
    private readonly networks?: NodeNetworks,
  ) {
    this.#running = programs.map(() => undefined)
  }

  /** Starts every node that does not run. */
  async start(): Promise<void> {
    for (const [place, program] of this.programs.entries()) {
      if (this.#running[place]?.ended === false) continue
      this.#running[place] = await this.#startNode(place, program)
      this.folder.guard.watch(...this.#running.map((one) => one?.pid))
    }
  }

  /** SIGKILL, as the crash of the node's machine would end it. */
  async kill(...places: readonly number[]): Promise<void> {
    for (const place of places) await this.#running[place]?.end('SIGKILL')
  }

  /** Stops a node in the midst of everything: its connections stay and nothing answers. */
  freeze(place: number): void {
    this.#signal(place, 'SIGSTOP')
  }

  /** Lets a frozen node go on. */
  thaw(place: number): void {
    this.#signal(place, 'SIGCONT')
  }

  /** How many nodes run. */
  get running(): number {
    return this.#running.filter((one) => one?.ended === false).length
  }

  /** The end of what each node printed. */
  get log(): string {
    return this.#running.map((one, place) => `node ${place}: ${one?.log.slice(-700)}`).join('\n')
  }

  /** Ends every node and removes their data. */
  async stop(): Promise<void> {
    await this.kill(...this.programs.keys())
    await this.folder.remove()
    this.networks?.stop()
  }

  async #startNode(place: number, { program, args }: NodeProgram): Promise<ServerProcess> {
    if (this.networks === undefined) return await ServerProcess.start(this.folder, program, args)
    const { user, ...folder } = this.folder
    const inside = this.networks.inside(place, program, args, user)
    return await ServerProcess.start({ ...folder, user: undefined }, 'nsenter', inside)
  }

  #signal(place: number, signal: NodeJS.Signals): void {
    const pid = this.#running[place]?.pid
    if (pid !== undefined) process.kill(pid, signal)
  }
}
