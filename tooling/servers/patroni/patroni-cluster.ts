import pg from 'pg'
import type { ServerFolder } from '../server-folder.js'
import type { ServerProcess } from '../server-process.js'
import { until } from '../until.js'
import type { PatroniMember } from './patroni-member.js'

/** Milliseconds that a start, and a change of roles, may take on a busy machine. */
const patience = 60_000

/** A cluster under Patroni that a test may break. */
export class PatroniCluster {
  constructor(
    private readonly folder: ServerFolder,
    private readonly etcd: ServerProcess,
    private readonly members: readonly PatroniMember[],
    private readonly password: string,
  ) {
    this.#watch()
  }

  /** Administrator's URL of each member, in the order of their names. */
  get urls(): readonly string[] {
    return this.members.map(({ place }) => `postgres://postgres:${this.password}@127.0.0.1:${place.port}/postgres`)
  }

  /** Resolves once there is a primary, and a replica in step with it. */
  async start(): Promise<void> {
    const [first, ...others] = this.members
    // One after the other: the members would race for the empty cluster, and the order of the URLs is to mean something.
    await first?.start()
    this.#watch()
    await this.primary()
    for (const member of others) await member.start()
    this.#watch()
    await this.inStep()
  }

  /** URL of the member that accepts writes, once there is one. */
  async primary(): Promise<string> {
    return (await this.#primary()).url
  }

  /** SIGKILL to the primary and its Patroni. Answers the URL of the member that is no more. */
  async killPrimary(): Promise<string> {
    const { member, url } = await this.#primary()
    await member.kill()
    this.#watch()
    return url
  }

  /** Starts every member that does not run; resolves once it is a replica in step with the primary. */
  async restart(): Promise<void> {
    for (const member of this.members) if (member.pid === undefined) await member.start()
    this.#watch()
    await this.inStep()
  }

  /** Has the replica take over in order. Resolves once Patroni says that it has. */
  async switchover(): Promise<void> {
    const { member } = await this.#primary()
    const other = this.members.find((one) => one !== member)
    const response = await fetch(`http://127.0.0.1:${member.place.restPort}/switchover`, {
      method: 'POST',
      body: JSON.stringify({ leader: member.place.name, candidate: other?.place.name }),
    })
    if (!response.ok) throw new Error(`Patroni refused the switchover: ${await response.text()}`)
  }

  /** Resolves once a replica has every write before it is acknowledged, and Patroni would have it take over. */
  async inStep(): Promise<void> {
    await this.#until('a replica in step', async () => {
      const states = await Promise.all(this.members.map((member) => member.state()))
      return states.some(({ sync_standby }) => sync_standby === true) ? true : undefined
    })
  }

  /** Ends everything and removes its data. */
  async stop(): Promise<void> {
    for (const member of this.members) await member.kill()
    await this.etcd.end('SIGKILL')
    await this.folder.remove()
  }

  async #primary(): Promise<{ member: PatroniMember; url: string }> {
    return this.#until('a primary that accepts writes', async () => {
      for (const [place, url] of this.urls.entries()) {
        const member = this.members[place]
        if (member?.pid !== undefined && (await acceptsWrites(url))) return { member, url }
      }
      return undefined
    })
  }

  async #until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    return until(what, patience, look).catch((error: unknown) => {
      const logs = this.members.map(({ place, log }) => `${place.name}: ${log.slice(-1_500)}`)
      throw new Error([String(error), ...logs].join('\n'), { cause: error })
    })
  }

  #watch(): void {
    this.folder.guard.watch(this.etcd.pid, ...this.members.map(({ pid }) => pid))
  }
}

async function acceptsWrites(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ replica: boolean }>('select pg_is_in_recovery() as replica')
    return rows[0]?.replica === false
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
