import { createReadStream } from 'node:fs'

/** Bytes that a line may have; a device record has a few hundred. */
export const maxLineBytes = 1024 * 1024

/** One line of a file, as bytes. */
export interface Line {
  /** Starts at 1. */
  number: number
  /** Without the line feed; `undefined` for a line of more than {@link maxLineBytes}, which is not kept in memory. */
  bytes: Buffer | undefined
}

const lineFeed = 0x0a

/** Reads a file line by line. Bytes, because a decoder would silently replace what is not UTF-8. */
export async function* readLines(path: string): AsyncGenerator<Line> {
  let [number, pending] = [1, new PendingLine()]
  for await (const chunk of createReadStream(path)) {
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      pending.add(chunk.subarray(start, end))
      yield { number: number++, bytes: pending.bytes() }
      pending = new PendingLine()
      start = end + 1
    }
    pending.add(chunk.subarray(start))
  }
  if (pending.size > 0) yield { number, bytes: pending.bytes() }
}

class PendingLine {
  size = 0
  #parts: Buffer[] = []

  add(part: Buffer): void {
    this.size += part.length
    if (this.size > maxLineBytes) this.#parts = []
    else this.#parts.push(part)
  }

  bytes(): Buffer | undefined {
    return this.size > maxLineBytes ? undefined : Buffer.concat(this.#parts)
  }
}
