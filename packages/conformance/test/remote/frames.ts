import { deserialize, serialize } from 'node:v8'

/** One message: its length in four bytes, and then the message as Node serialises values. */
export function frame(message: unknown): Buffer {
  const body = serialize(message)
  const head = Buffer.alloc(4)
  head.writeUInt32BE(body.length)
  return Buffer.concat([head, body])
}

/** Reads messages out of the chunks that a socket delivers. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0)

  /** Adds a chunk and answers the messages that it completes. */
  read(chunk: Buffer): unknown[] {
    this.#rest = Buffer.concat([this.#rest, chunk])
    const messages: unknown[] = []
    while (this.#rest.length >= 4 && this.#rest.length >= 4 + this.#rest.readUInt32BE()) {
      const end = 4 + this.#rest.readUInt32BE()
      messages.push(deserialize(this.#rest.subarray(4, end)))
      this.#rest = this.#rest.subarray(end)
    }
    return messages
  }
}
