import { MalformedReply } from './malformed-reply.js'

/** Bytes of the length that stands before a frame. */
const header = 4

/** Cuts what a connection brings, in pieces of any size, into frames. */
export class FrameReader {
  #pieces: Buffer[] = []
  #held = 0
  /** Bytes of the frame that comes, as soon as its length is known. */
  #length: number | undefined

  /** `most` is how many bytes a frame may have. */
  constructor(private readonly most: number) {}

  /** The frames that are whole with this piece. Throws {@link MalformedReply} for a length that cannot be. */
  *frames(piece: Buffer): Generator<Buffer, void, undefined> {
    this.#pieces.push(piece)
    this.#held += piece.length
    for (;;) {
      if (this.#length === undefined && this.#held >= header) this.#length = this.#checked(this.#take(header))
      if (this.#length === undefined || this.#held < this.#length) return
      const frame = this.#take(this.#length)
      this.#length = undefined
      yield frame
    }
  }

  #take(size: number): Buffer {
    const [first = Buffer.alloc(0)] = this.#pieces
    const bytes = first.length >= size ? first : Buffer.concat(this.#pieces)
    const others = bytes === first ? this.#pieces.slice(1) : []
    const rest = bytes.subarray(size)
    this.#pieces = rest.length === 0 ? others : [rest, ...others]
    this.#held -= size
    return bytes.subarray(0, size)
  }

  #checked(bytes: Buffer): number {
    const length = bytes.readInt32BE()
    if (length < 0 || length > this.most)
      throw new MalformedReply(`a reply of ${length} bytes, where ${this.most} are read`)
    return length
  }
}
