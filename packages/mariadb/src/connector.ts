import { type HostFailure, hostsError } from '@dmt-providers/sql'
import type { ConnectionConfig } from 'mariadb/callback'
import { endConnection } from './end-connection.js'
import { classifyMariadbError } from './errors.js'
import { explainConnectError } from './explain-connect-error.js'
import type { ServerSettings } from './options.js'
import { publicKeyOptions } from './public-key-options.js'
import { type ServerAddress, serverAddresses } from './server-address.js'
import { ServerConnection } from './server-connection.js'
import { serverPassword } from './server-password.js'
import { type ServerTls, serverTls } from './server-tls.js'
import { beginSession, type Product } from './session.js'
import { StandingConnections } from './standing-connections.js'

type Driver = typeof import('mariadb/callback')

/** Least milliseconds that one of several hosts gets to answer. */
const leastPatience = 1_000

/** The driver's number of the error that a server offers no TLS. */
const noTls = 45_023

/** What is known of one host. */
interface Host {
  readonly address: ServerAddress
  readonly password: () => Promise<string>
  readonly tls: ServerTls
  readonly config: ConnectionConfig
  readonly standing: StandingConnections
}

/** Opens connections to the first of the hosts that can be used, and remembers which one that was. */
export class Connector {
  #hosts: readonly Host[] | undefined
  /** Where the last connection came to stand: its neighbours are tried only when it fails. */
  #preferred = 0

  constructor(
    private readonly driver: Driver,
    private readonly settings: ServerSettings,
    private readonly product: Product,
  ) {}

  /** Rejects with the reason, explained where it is a matter of options; of several hosts with that of each. */
  async open(): Promise<ServerConnection> {
    const hosts = await this.#all()
    const failures: HostFailure[] = []
    let spare: ServerConnection | undefined
    for (let tried = 0; tried < hosts.length; tried++) {
      const place = (this.#preferred + tried) % hosts.length
      const host = hosts[place]
      if (host === undefined) break
      try {
        const { connection, usable } = await this.#openAt(host, hosts.length)
        if (usable || hosts.length === 1) {
          spare?.drop()
          this.#preferred = place
          host.standing.add(connection)
          return connection
        }
        // A replica serves reads when nobody else serves anything.
        if (spare === undefined) spare = connection
        else connection.drop()
      } catch (error) {
        failures.push({ name: `${host.address.host}:${host.address.port}`, error })
      }
    }
    if (spare !== undefined) return spare
    if (hosts.length === 1) throw failures[0]?.error
    throw hostsError(failures, classifyMariadbError)
  }

  async #openAt(host: Host, hosts: number): Promise<{ connection: ServerConnection; usable: boolean }> {
    const connection = await this.#connected(host, hosts).catch((error: unknown) => {
      throw error instanceof Error ? explainConnectError(error, this.settings) : error
    })
    try {
      const { readOnly, detached } = await beginSession(connection, this.product, this.settings)
      connection.textual = !this.settings.preparedStatements
      connection.cancel = () => endConnection(connection, async () => (await this.#openAt(host, 1)).connection)
      return { connection, usable: !readOnly && !detached }
    } catch (error) {
      connection.drop()
      throw error
    }
  }

  async #connected({ address, password, tls, config }: Host, hosts: number): Promise<ServerConnection> {
    await tls.prepare()
    const timeout = Math.max(leastPatience, Math.floor(this.settings.connectTimeoutMs / hosts))
    const options = { ...config, password: await password(), connectTimeout: timeout }
    const open = (ssl: ServerTls['ssl']) => ServerConnection.open(this.driver, address, { ...options, ssl })
    if (!tls.optional) return await open(tls.ssl)
    return await open(tls.ssl).catch((error: unknown) => {
      if (Reflect.get(Object(error), 'errno') !== noTls) throw error
      return open(false)
    })
  }

  async #all(): Promise<readonly Host[]> {
    const { settings } = this
    const { environment } = settings
    this.#hosts ??= await Promise.all(
      serverAddresses(settings.url, environment).map(async (address): Promise<Host> => {
        const tls = await serverTls(settings, address, environment)
        return {
          address,
          tls,
          standing: new StandingConnections(),
          password: serverPassword(settings, address, environment),
          config: { ...driverOptions(address), ...(await publicKeyOptions(settings, address, tls)) },
        }
      }),
    )
    return this.#hosts
  }
}

/** What the driver's types leave out: a server must not send user and password elsewhere, and JSON stays text. */
const unlisted = { permitRedirect: false, jsonStrings: true }

/** Everything is told in the driver's own options, because what it makes of a URL's parameters differs. */
function driverOptions({ host, port, user, database }: ServerAddress): ConnectionConfig {
  return {
    host,
    port,
    ...(user === undefined ? {} : { user }),
    ...(database === undefined ? {} : { database }),
    collation: 'UTF8MB4_BIN',
    // A write answers how many rows matched, not how many of them it made different.
    foundRows: true,
    dateStrings: true,
    bigIntAsNumber: true,
    checkNumberRange: true,
    checkDuplicate: false,
    // The statements of a store are few and prepared for as long as their connection lasts.
    prepareCacheLength: 0,
    ...unlisted,
    permitLocalInfile: false,
    logParam: false,
    logger: { warning: () => {} },
  }
}
