import type pg from 'pg'
import { connectionOptions, type ServerConnections } from '../connection-options.js'
import type { ServerSettings } from '../options.js'
import { serverAddress } from '../server-address.js'
import { hostUrls } from './host-urls.js'
import { RetiredConnections } from './retired-connections.js'
import { isForOne, isForWrites, passes, type TargetSession } from './target-session.js'

/** Milliseconds between two retirements of the same host's connections: one that only ever reads is no reason for more. */
const betweenRetirements = 1_000

/** One of the servers. */
export interface ServerHost {
  /** Host and port, for messages. */
  readonly name: string
  /** How to connect to it. Rejects with what makes that impossible. */
  connections(): Promise<ServerConnections>
}

/** A server to try, and what it must be. */
export interface Candidate {
  readonly host: ServerHost
  readonly target: TargetSession
}

/**
 * The servers of one pool. They are tried in an order that the pool learns: one that failed comes last from then on, so
 * that the one which was right last comes first.
 */
export class ServerHosts {
  readonly target: TargetSession
  /** `one.example:5432,two.example:5432/mpsdb`: what the metrics call the pool, without user and password. */
  readonly name: string
  /** Milliseconds until a new connection must stand. */
  readonly connectTimeoutMs: number
  /** A proxy that pools repeats what its first connection to the server was told, however long ago. */
  readonly reportsHold: boolean
  readonly retired = new RetiredConnections()
  readonly #random: boolean
  #order: readonly ServerHost[]
  readonly #connected = new Map<pg.Client, ServerHost>()
  readonly #retiredAt = new WeakMap<ServerHost, number>()

  constructor(settings: ServerSettings) {
    this.#order = hostUrls(settings.url).map((url) => serverHost({ ...settings, url }))
    const { database } = serverAddress(hostUrls(settings.url)[0], settings.environment)
    this.name = `${this.#order.map(({ name }) => name).join()}/${database ?? ''}`
    this.target = settings.target_session_attrs ?? (this.#order.length > 1 ? 'read-write' : 'any')
    this.connectTimeoutMs = settings.connectTimeoutMs
    this.reportsHold = settings.preparedStatements
    this.#random = settings.load_balance_hosts === 'random'
  }

  /** What to try for a new connection, in this order. */
  candidates(): readonly Candidate[] {
    const hosts = this.#random ? shuffled(this.#order) : this.#order
    return passes(this.target).flatMap((target) => hosts.map((host) => ({ host, target })))
  }

  /** Notes that a host is the right one. Where one alone can be, connections to any other are retired. */
  connected(host: ServerHost, client: pg.Client): void {
    this.#connected.set(client, host)
    client.once('end', () => this.#connected.delete(client))
    if (!isForOne(this.target)) return
    for (const [other, itsHost] of this.#connected)
      if (itsHost !== host) this.retired.retire(other, `${host.name} has taken over from ${itsHost.name}`)
  }

  /** Notes that no connection to a host came to stand, or that it is not the right one. */
  failed(host: ServerHost): void {
    this.#order = [...this.#order.filter((one) => one !== host), host]
  }

  /** Notes that a connected server is not the right one any more: all connections to it are retired. */
  demoted(host: ServerHost): void {
    const [now, last] = [performance.now(), this.#retiredAt.get(host) ?? Number.NEGATIVE_INFINITY]
    if (now - last < betweenRetirements) return
    this.#retiredAt.set(host, now)
    this.failed(host)
    for (const [client, itsHost] of this.#connected)
      if (itsHost === host) this.retired.retire(client, `${host.name} is no longer ${this.target}`)
  }

  /** Notes that a server refused a write because it only reads. */
  refusedWrite(host: ServerHost): void {
    if (isForWrites(this.target)) this.demoted(host)
  }
}

function serverHost(settings: ServerSettings): ServerHost {
  const { host, port } = serverAddress(settings.url, settings.environment)
  let connections: Promise<ServerConnections> | undefined
  return {
    name: `${host.includes(':') ? `[${host}]` : host}:${port}`,
    connections() {
      connections ??= connectionOptions(settings).catch((error: unknown) => {
        connections = undefined
        throw error
      })
      return connections
    },
  }
}

function shuffled<T>(values: readonly T[]): readonly T[] {
  return values
    .map((value) => ({ value, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ value }) => value)
}
