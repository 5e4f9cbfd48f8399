import type { Client } from 'node-zookeeper-client'
import type { ZookeeperSettings } from './options.js'
import { ZookeeperSession } from './zookeeper-session.js'

/** The session of now: one that expired is dead, and the next call begins another. */
export class ZookeeperSessions {
  #current: Promise<ZookeeperSession> | undefined

  constructor(private readonly settings: ZookeeperSettings) {}

  /** Whether what is written belongs to a user. */
  get withUser(): boolean {
    return this.settings.user !== undefined
  }

  /** The session, connected. Throws `unavailable` when no server can be reached. */
  async connected(): Promise<ZookeeperSession> {
    const session = await this.#open()
    await session.connected()
    return session
  }

  async close(): Promise<void> {
    const session = await this.#current
    session?.close()
  }

  async #open(): Promise<ZookeeperSession> {
    const found = this.#current
    const session = await found
    if (session?.isDead === false) return session
    // Of several calls that find it dead the first one replaces it.
    if (this.#current === found) this.#current = this.#create()
    return await this.#open()
  }

  async #create(): Promise<ZookeeperSession> {
    const { default: zookeeper } = await import('node-zookeeper-client')
    const { endpoints, sessionTimeoutMs, user, password } = this.settings
    const client: Client = zookeeper.createClient(endpoints, {
      sessionTimeout: sessionTimeoutMs,
      spinDelay: 1_000,
      retries: 0,
    })
    if (user !== undefined) client.addAuthInfo('digest', Buffer.from(`${user}:${password}`))
    return new ZookeeperSession(client, endpoints.split(',').length)
  }
}
