import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { copyColumns } from './copy-text.js'

/** Bytes of one chunk: what the driver would have to gather is handed over at once. */
const chunkBytes = 2 ** 16

/** COPY on one connection, of text that is ready. */
export class RawCopy {
  readonly #client: pg.Client

  constructor(url: string) {
    this.#client = new pg.Client({ connectionString: url })
  }

  async connect(): Promise<void> {
    await this.#client.connect()
  }

  async copy(text: Buffer): Promise<void> {
    const stream = this.#client.query(from(`copy devices (${copyColumns}) from stdin`))
    await pipeline(Readable.from(chunksOf(text)), stream)
  }

  async close(): Promise<void> {
    await this.#client.end()
  }
}

function* chunksOf(text: Buffer): Generator<Buffer> {
  for (let at = 0; at < text.length; at += chunkBytes) yield text.subarray(at, at + chunkBytes)
}
