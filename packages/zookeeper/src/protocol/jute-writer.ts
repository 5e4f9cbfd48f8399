/** Bytes that a request begins with room for; most fit. */
const usual = 256

/** Bytes of the length that stands before a frame. */
const header = 4

/**
 * Writes one frame of ZooKeeper's protocol: big-endian numbers, and texts and bytes behind their length. Source: Apache
 * ZooKeeper, `jute`, BinaryOutputArchive.
 */
export class JuteWriter {
  #bytes = Buffer.allocUnsafe(usual)
  #end = header

  int(value: number): this {
    this.#end = this.#room(4).writeInt32BE(value, this.#end)
    return this
  }

  long(value: bigint): this {
    this.#end = this.#room(8).writeBigInt64BE(value, this.#end)
    return this
  }

  flag(value: boolean): this {
    this.#end = this.#room(1).writeUInt8(value ? 1 : 0, this.#end)
    return this
  }

  /** `undefined` is no bytes at all, which the protocol tells apart from an empty row of them. */
  bytes(value: Uint8Array | undefined): this {
    if (value === undefined) return this.int(-1)
    this.int(value.length)
    this.#room(value.length).set(value, this.#end)
    this.#end += value.length
    return this
  }

  text(value: string): this {
    return this.bytes(Buffer.from(value))
  }

  /** What was written, behind its length. */
  frame(): Buffer {
    this.#bytes.writeInt32BE(this.#end - header, 0)
    return this.#bytes.subarray(0, this.#end)
  }

  #room(size: number): Buffer {
    if (this.#end + size <= this.#bytes.length) return this.#bytes
    const larger = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.#end + size))
    this.#bytes.copy(larger, 0, 0, this.#end)
    this.#bytes = larger
    return larger
  }
}
