import { Duplex } from 'node:stream'
import type { PGlite } from '@electric-sql/pglite'

type Done = (error?: Error | null) => void

/**
 * PostgreSQL's protocol with an embedded database in place of a server's socket, so that both are spoken to by the
 * same driver. PGlite's own reader of answers drops U+FEFF at the start of a text; this one hands on what is stored.
 */
export class PgliteStream extends Duplex {
  constructor(private readonly database: PGlite) {
    super()
  }

  /** The database has one session: what an earlier stream left open in it is undone first. */
  connect(): this {
    const ready = this.database.exec('rollback').then(() => this.database.exec('discard all'))
    ready.then(
      () => this.emit('connect'),
      (error: Error) => this.destroy(error),
    )
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  override _read(): void {}

  override _write(chunk: Buffer, _: BufferEncoding, done: Done): void {
    this.#exchange(chunk, done)
  }

  override _writev(chunks: readonly { chunk: Buffer }[], done: Done): void {
    this.#exchange(Buffer.concat(chunks.map(({ chunk }) => chunk)), done)
  }

  override _final(done: Done): void {
    this.push(null)
    done()
  }

  #exchange(message: Buffer, done: Done): void {
    this.database.execProtocolRaw(message).then((answer) => {
      if (!this.destroyed && answer.length > 0) this.push(Buffer.from(answer))
      done()
    }, done)
  }
}
