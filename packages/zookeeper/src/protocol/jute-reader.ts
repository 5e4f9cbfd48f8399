import { MalformedReply } from './malformed-reply.js'

/** Reads one frame of ZooKeeper's protocol. Each call throws {@link MalformedReply} when the frame ends before it. */
export class JuteReader {
  #at = 0

  constructor(private readonly frame: Buffer) {}

  int(): number {
    return this.frame.readInt32BE(this.#pass(4))
  }

  long(): bigint {
    return this.frame.readBigInt64BE(this.#pass(8))
  }

  /** Passes over bytes that nobody asks for. */
  skip(length: number): void {
    this.#pass(length)
  }

  /** `undefined` where there are none at all. */
  bytes(): Buffer | undefined {
    const length = this.int()
    return length === -1 ? undefined : this.#take(length)
  }

  text(): string {
    return this.bytes()?.toString() ?? ''
  }

  texts(): string[] {
    const count = this.int()
    // Each has four bytes of length at least: a count that cannot be true is not believed.
    if (count > (this.frame.length - this.#at) / 4) throw new MalformedReply(`a list of ${count} texts`)
    return Array.from({ length: Math.max(count, 0) }, () => this.text())
  }

  #take(length: number): Buffer {
    return this.frame.subarray(this.#pass(length), this.#at)
  }

  /** Goes on by so many bytes, and answers where they begin. */
  #pass(length: number): number {
    const begin = this.#at
    const end = begin + length
    if (length < 0 || end > this.frame.length) throw new MalformedReply(`${length} bytes more than there are`)
    this.#at = end
    return begin
  }
}
