import { ProviderError } from '@dmt-providers/core'
import { type HostFailure, hostsError } from '@dmt-providers/sql'
import type pg from 'pg'
import { classifyPostgresError } from '../errors.js'
import type { Candidate, ServerHosts } from './server-hosts.js'
import { askedRole, ReportedRole } from './server-role.js'
import { describeRole, isWanted } from './target-session.js'

/** The form in which the pool is told how a connection ended. */
type Connected = (error: Error | undefined) => void

/**
 * Part of the pool's limit for a connection that several hosts share, so that their errors come before the pool's own;
 * and what one alone has, for which the pool's limit is the only one.
 */
const [shared, unshared] = [0.9, 2]

/** What the driver's pool says of a connection that took too long. */
const givenUp = 'Connection terminated due to connection timeout'

/** SQLSTATE of a write to a server that only reads. */
const readOnly = '25006'

/**
 * The driver's connection, to whichever of several servers is the right one: each is tried in its turn, with its share of
 * what is left of the time, its own TLS and its own password. One server alone has all the time.
 */
export function hostsClient(driver: typeof pg, hosts: ServerHosts): typeof pg.Client {
  class HostsClient extends driver.Client {
    readonly #config: pg.ClientConfig
    #tried = false

    constructor(config?: string | pg.ClientConfig) {
      super(config)
      this.#config = typeof config === 'object' ? config : {}
    }

    override connect(): Promise<pg.Client>
    override connect(connected: Connected): void
    override connect(connected?: Connected): Promise<pg.Client> | undefined {
      const connecting = this.#connect()
      if (connected === undefined) return connecting
      void connecting.then(() => connected(undefined), connected)
      return undefined
    }

    async #connect(): Promise<pg.Client> {
      const candidates = hosts.candidates()
      const failures: HostFailure[] = []
      const deadline = performance.now() + (candidates.length === 1 ? unshared : shared) * hosts.connectTimeoutMs
      for (const [place, candidate] of candidates.entries()) {
        const share = (deadline - performance.now()) / (candidates.length - place)
        if (share <= 0) break
        try {
          await this.#attempt(candidate, share)
          hosts.connected(candidate.host, this)
          return this
        } catch (error) {
          this.#abandon()
          hosts.failed(candidate.host)
          failures.push({ name: candidate.host.name, error })
        }
      }
      if (candidates.length === 1) throw failures[0]?.error
      throw hostsError(failures, classifyPostgresError, `target_session_attrs=${hosts.target}`)
    }

    async #attempt({ host, target }: Candidate, share: number): Promise<void> {
      const before = performance.now()
      const { options, prepare, explain } = await host.connections()
      try {
        await prepare()
        // The pool gave it up meanwhile, and would not hear of it any more.
        if (!this.#tried && this.connection.stream.destroyed) throw new Error(givenUp)
        this.#tried = true
        const left = () => Math.max(1, before + share - performance.now())
        this.#become(new driver.Client({ ...this.#config, ...options, connectionTimeoutMillis: left() }))
        const reported = this.#watch({ host, target })
        await super.connect()
        if (target === 'any') return
        const role = (hosts.reportsHold ? reported.role : undefined) ?? (await askedRole(this, left()))
        if (!isWanted(target, role)) throw notWanted(describeRole(role))
      } catch (error) {
        throw error instanceof Error ? explain(error) : error
      }
    }

    /** The driver's connections connect once. For another attempt this one takes over all that a new one is made of. */
    #become(fresh: pg.Client): void {
      Object.assign(this, fresh)
      // The driver hides it from what copies properties.
      this.password = fresh.password
    }

    /** Ends an attempt for good: nothing that still comes of it may be taken for the next. */
    #abandon(): void {
      const { connection } = this
      connection.removeAllListeners()
      connection.on('error', () => {})
      connection.stream.destroy()
    }

    #watch({ host, target }: Candidate): ReportedRole {
      let stands = false
      this.once('connect', () => {
        stands = true
      })
      this.connection.on('errorMessage', ({ code }: { code?: string }) => {
        if (code === readOnly) hosts.refusedWrite(host)
      })
      return new ReportedRole(this.connection, (role) => {
        if (stands && !isWanted(target, role)) hosts.demoted(host)
      })
    }
  }
  return HostsClient
}

function notWanted(role: string): ProviderError {
  return new ProviderError('unavailable', `the server ${role}`, { notApplied: true })
}
