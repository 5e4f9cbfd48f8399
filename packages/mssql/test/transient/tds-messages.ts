/** Types of packets. Source: [MS-TDS] 2.2.3.1.1. */
export const types = { batch: 0x01, reply: 0x04, login: 0x10, prelogin: 0x12 } as const

/** A message of a client, whole. */
export interface Message {
  readonly type: number
  readonly data: Buffer
}

const headerLength = 8

/** One packet with the whole of a message. */
export function packet(type: number, data: Buffer): Buffer {
  const header = Buffer.from([type, 1, 0, 0, 0, 0, 1, 0])
  header.writeUInt16BE(headerLength + data.length, 2)
  return Buffer.concat([header, data])
}

/** Takes messages out of what comes over a stream, chunk by chunk. */
export function messageReader(heard: (message: Message) => void): (chunk: Buffer) => void {
  let buffered = Buffer.alloc(0)
  let parts: Buffer[] = []
  return (chunk) => {
    buffered = Buffer.concat([buffered, chunk])
    while (buffered.length >= headerLength && buffered.length >= buffered.readUInt16BE(2)) {
      const length = buffered.readUInt16BE(2)
      const [type = 0, status = 0] = buffered
      parts.push(buffered.subarray(headerLength, length))
      buffered = buffered.subarray(length)
      if ((status & 1) === 0) continue
      const data = Buffer.concat(parts)
      parts = []
      heard({ type, data })
    }
  }
}
