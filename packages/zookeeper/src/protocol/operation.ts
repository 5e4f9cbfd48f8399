import type { JuteReader } from './jute-reader.js'
import type { JuteWriter } from './jute-writer.js'

/** Something that a server is asked. */
export interface Operation<Answer> {
  /** Source: ZooKeeper, ZooDefs.OpCode. */
  readonly opcode: number
  /** Writes the request behind its header. */
  write(to: JuteWriter): void
  /** Reads the reply behind its header. */
  read(from: JuteReader): Answer
  /** Refusals that are answers, by the status in the reply's header. */
  readonly refusals?: Readonly<Record<number, Answer>>
}
