import { JuteReader } from './jute-reader.js'
import { JuteWriter } from './jute-writer.js'

/** A session as the next connection takes it up; one with the id 0 is begun by it. */
export interface SessionState {
  readonly id: bigint
  /** What the server gave the session out with; a secret, since who has it has the session. */
  readonly password: Buffer
  /** Milliseconds of silence after which the servers end the session. */
  readonly timeoutMs: number
  /** The newest transaction that was heard of: a server that is behind it refuses the connection. */
  readonly zxid: bigint
}

/** No session yet, and what it is to be. */
export const noSession = (timeoutMs: number, zxid = 0n): SessionState => ({
  id: 0n,
  password: Buffer.alloc(16),
  timeoutMs,
  zxid,
})

/** The first frame of a connection: `ConnectRequest`. A server that has no quorum behind it is not asked for. */
export const greeting = ({ id, password, timeoutMs, zxid }: SessionState): Buffer =>
  new JuteWriter().int(0).long(zxid).int(timeoutMs).long(id).bytes(password).flag(false).frame()

/** The first frame of a server, `ConnectResponse`; `undefined` when the session that was asked for has expired. */
export function readWelcome(frame: Buffer): Omit<SessionState, 'zxid'> | undefined {
  const from = new JuteReader(frame)
  const [, timeoutMs, id, password = Buffer.alloc(0)] = [from.int(), from.int(), from.long(), from.bytes()]
  return timeoutMs > 0 ? { timeoutMs, id, password: Buffer.from(password) } : undefined
}
