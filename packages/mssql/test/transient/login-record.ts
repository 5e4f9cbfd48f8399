/** What a client says of itself when it logs in. */
export interface LoginRecord {
  readonly user: string
  readonly password: string
  readonly application: string
  readonly database: string
  readonly readOnly: boolean
  /** Of Entra ID, in place of user and password. */
  readonly token: string | undefined
}

/** Reads a LOGIN7 message. Source: [MS-TDS] 2.2.6.4. */
export function loginRecord(message: Buffer): LoginRecord {
  const field = (place: number) => {
    const at = message.readUInt16LE(36 + 4 * place)
    return message.subarray(at, at + 2 * message.readUInt16LE(38 + 4 * place))
  }
  const text = (place: number) => field(place).toString('utf16le')
  return {
    user: text(1),
    password: plain(field(2)).toString('utf16le'),
    application: text(3),
    database: text(8),
    readOnly: ((message[26] ?? 0) & 0x20) !== 0,
    token: tokenIn(message),
  }
}

/** Passwords are turned around by half bytes, which hides them from nobody. */
function plain(hidden: Buffer): Buffer {
  return Buffer.from(hidden.map((byte) => (((byte ^ 0xa5) << 4) | ((byte ^ 0xa5) >> 4)) & 0xff))
}

/** The token is the feature FEDAUTH (2) of the list that an extension leads to. */
function tokenIn(message: Buffer): string | undefined {
  const extended = ((message[27] ?? 0) & 0x10) !== 0
  if (!extended) return undefined
  let at = message.readUInt32LE(message.readUInt16LE(56))
  for (; message[at] !== 0xff; at += 5 + message.readUInt32LE(at + 1)) {
    if (message[at] !== 2) continue
    const length = message.readUInt32LE(at + 6)
    return message.subarray(at + 10, at + 10 + length).toString('utf16le')
  }
  return undefined
}
