import type pg from 'pg'

/** What is done around each connection that a pool opens. */
export interface ConnectHooks {
  /** Runs before; the connection fails with what it rejects with. */
  prepare(): Promise<void>
  /** What the error of a connection means. */
  explain(error: Error): Error
}

/** The form in which the pool is told how a connection ended. */
type Connected = (error: Error | undefined) => void

/** The driver's connection with something done before it connects, and with its errors explained. */
export function preparedClient(driver: typeof pg, hooks: ConnectHooks): typeof pg.Client {
  class PreparedClient extends driver.Client {
    override connect(): Promise<pg.Client>
    override connect(connected: Connected): void
    override connect(connected?: Connected): Promise<pg.Client> | undefined {
      const connecting = this.#connect()
      if (connected === undefined) return connecting
      void connecting.then(() => connected(undefined), connected)
      return undefined
    }

    async #connect(): Promise<pg.Client> {
      try {
        await hooks.prepare()
        // The pool gave it up meanwhile, and would not hear of it any more.
        if (this.connection.stream.destroyed) throw new Error('Connection terminated due to connection timeout')
        return await super.connect()
      } catch (error) {
        // Without a password the driver leaves the server waiting for one, which counts it as a connection.
        this.connection.stream.destroy()
        throw error instanceof Error ? hooks.explain(error) : error
      }
    }
  }
  return PreparedClient
}
