import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { type ErrorClassifier, ProviderError } from '@dmt-providers/core'
import { sql } from 'kysely'
import type { RunQuery } from './schema-tools.js'

/** Milliseconds that a runner which has died keeps others away, at most. */
const leaseMs = 20_000

/** Milliseconds after which a runner that lives says so. */
const renewalMs = 5_000

/** Milliseconds between two tries. */
const interval = 200

/** A row that says who migrates and until when. Each text is one statement; `owner` needs no quoting within quotes. */
export interface RunnerLease {
  /** Makes the table of that row. */
  readonly create: string
  /** Removes the row of a runner that has not renewed it in time. */
  readonly expire: string
  /** Adds the row, unless there is one. Another runner may also be told by an error that can be tried again. */
  take(owner: string, milliseconds: number): string
  /** Answers the owner of the row, as `owner`, and its end, as `until`. */
  readonly holder: string
  /** Prolongs the row, if it is still this owner's. */
  renew(owner: string, milliseconds: number): string
  release(owner: string): string
}

/** What a {@link RunnerLock} works with. */
export interface LockSession {
  readonly lease: RunnerLease
  /** Runs statements one after the other. */
  readonly run: RunQuery
  /** Runs a statement while another one is under way; `undefined` where there is no connection for it. */
  readonly beside: RunQuery | undefined
  readonly classify: ErrorClassifier
}

/**
 * Keeps other runners away by a row that is renewed as long as this process lives. A lock of the session would end with
 * its connection by itself, but the nodes of a Galera cluster know nothing of each other's; rows they certify.
 */
export class RunnerLock {
  readonly #owner = `${hostname().replace(/[^\w.-]/g, '')} ${process.pid} ${randomBytes(6).toString('hex')}`.slice(-100)
  #timer: NodeJS.Timeout | undefined
  #renewed = 0

  private constructor(private readonly session: LockSession) {}

  /** Waits for other runners. Throws `unavailable` when they do not end in time, naming the one and the way out. */
  static async take(session: LockSession, waitMs: number): Promise<RunnerLock> {
    const lock = new RunnerLock(session)
    await session.run(sql.raw(session.lease.create))
    for (const late = performance.now() + waitMs; !(await lock.#taken()); await pause(interval)) {
      if (performance.now() > late) throw await lock.#refused(waitMs)
    }
    lock.#beat()
    return lock
  }

  /** Prolongs the lock between two steps. Throws `unavailable` when another runner has taken over. */
  async renew(): Promise<void> {
    if (performance.now() - this.#renewed > renewalMs) await this.#renew(this.session.run)
    if (!(await this.#isOwn())) throw new ProviderError('unavailable', 'another runner of migrations has taken over')
  }

  /** Lets others go on. What cannot be released expires. */
  async release(): Promise<void> {
    clearInterval(this.#timer)
    await this.#run(this.session.lease.release(this.#owner)).catch(() => undefined)
  }

  async #taken(): Promise<boolean> {
    const { lease, classify } = this.session
    try {
      await this.#run(lease.expire)
      await this.#run(lease.take(this.#owner, leaseMs))
    } catch (error) {
      // Two nodes that take it at once learn so when they commit.
      if (classify(error)?.code !== 'unavailable') throw error
      return false
    }
    this.#renewed = performance.now()
    return await this.#isOwn()
  }

  async #isOwn(): Promise<boolean> {
    return (await this.#run(this.session.lease.holder))[0]?.owner === this.#owner
  }

  #beat(): void {
    const { beside } = this.session
    if (beside === undefined) return
    this.#timer = setInterval(() => void this.#renew(beside).catch(() => undefined), renewalMs)
    this.#timer.unref()
  }

  async #renew(run: RunQuery): Promise<void> {
    await run(sql.raw(this.session.lease.renew(this.#owner, leaseMs)))
    this.#renewed = performance.now()
  }

  async #run(statement: string) {
    return await this.session.run(sql.raw(statement))
  }

  async #refused(waitMs: number): Promise<ProviderError> {
    const [row] = await this.#run(this.session.lease.holder)
    const who = row === undefined ? '' : ` (${row.owner}, until ${row.until} UTC unless it goes on)`
    return new ProviderError(
      'unavailable',
      `another runner of migrations${who} did not finish within ${waitMs / 1_000} s: try again, or allow more time (--lock-timeout)`,
    )
  }
}
