import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listens } from '../listens.js'
import { killWithChildren } from '../process-tree.js'
import type { ServerFolder } from '../server-folder.js'
import { ServerProcess } from '../server-process.js'
import { until } from '../until.js'
import { type ClusterPlace, type MemberPlace, memberSettings } from './member-settings.js'

/** One server of the cluster with the Patroni that runs it. */
export class PatroniMember {
  #process: ServerProcess | undefined

  constructor(
    readonly place: MemberPlace,
    private readonly cluster: ClusterPlace,
    private readonly folder: ServerFolder,
    private readonly program: string,
  ) {}

  get pid(): number | undefined {
    return this.#process?.ended === false ? this.#process.pid : undefined
  }

  /** The end of what Patroni printed. */
  get log(): string {
    return this.#process?.log ?? ''
  }

  async start(): Promise<void> {
    const { name } = this.place
    const settings = await this.folder.write(`${name}.json`, memberSettings(this.cluster, this.place))
    this.#process = await ServerProcess.start(this.folder, this.program, [settings])
  }

  /** SIGKILL to Patroni and PostgreSQL, as the crash of their machine would end them. */
  async kill(): Promise<void> {
    await this.#process?.end('SIGKILL')
    const text = await readFile(join(this.folder.path, this.place.name, 'postmaster.pid'), 'utf8').catch(() => '')
    const postmaster = Number.parseInt(text, 10)
    if (postmaster > 0) await killWithChildren(postmaster)
    // The server is no child of this process, which hears of its end by the port alone.
    await until('the end of PostgreSQL', 10_000, async () => ((await listens(this.place.port)) ? undefined : true))
  }

  /** What Patroni tells of itself and its server; rejects while it does not answer. */
  async state(): Promise<Record<string, unknown>> {
    const response = await fetch(`http://127.0.0.1:${this.place.restPort}/patroni`, {
      signal: AbortSignal.timeout(1_000),
    })
    return Object.assign({}, await response.json())
  }
}
