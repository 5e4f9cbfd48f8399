import type { Etcd3 } from 'etcd3'

/** A user of etcd. */
export interface EtcdLogin {
  readonly user: string
  /** Asked at each login, as the password may have been changed. */
  password(): Promise<string>
}

/**
 * The token of a user: asked for with the first call, and again when etcd no longer takes it. The client has a way of its
 * own, which asks without end and opens a connection for each time.
 */
export class EtcdTokens {
  #asked: Promise<string> | undefined
  #current: string | undefined

  constructor(private readonly login: EtcdLogin) {}

  /** What calls are sent with; `undefined` before the first login. */
  get current(): string | undefined {
    return this.#current
  }

  /** Resolves once there is a token other than one that was refused; throws what a login throws. */
  async otherThan(refused: string | undefined, client: Etcd3): Promise<void> {
    if (this.#current !== undefined && this.#current !== refused) return
    this.#asked ??= this.#ask(client).finally(() => {
      this.#asked = undefined
    })
    this.#current = await this.#asked
  }

  async #ask(client: Etcd3): Promise<string> {
    const { token } = await client.auth.authenticate({ name: this.login.user, password: await this.login.password() })
    return token
  }
}
