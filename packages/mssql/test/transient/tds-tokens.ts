/** Tokens of which a server's replies consist. Source: [MS-TDS] 2.2.7, of which this is what the tests need. */
export type Token = Buffer

const ucs2 = (text: string) => Buffer.from(text, 'utf16le')
const characters = (text: string) => Buffer.concat([Buffer.from([text.length]), ucs2(text)])
const longCharacters = (text: string) => Buffer.concat([uint16(text.length), ucs2(text)])

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

const withLength = (type: number, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([type]), uint16(body.length), body])
}

/** Lets the user in, by TDS 7.4. */
export const loginAck: Token = withLength(
  0xad,
  Buffer.from([1, 0x74, 0, 0, 4]),
  characters('Scripted server'),
  Buffer.from([16, 0, 0, 0]),
)

/** What the server refuses, by its number. From severity 20 on a server ends the connection behind it. */
export const refusal = (number: number, message = `scripted error ${number}`, severity = 16): Token =>
  withLength(
    0xaa,
    uint32(number),
    Buffer.from([1, severity]),
    longCharacters(message),
    characters('scripted'),
    Buffer.from([0]),
    uint32(1),
  )

/** The end of a reply. */
export const done: Token = Buffer.concat([Buffer.from([0xfd]), Buffer.alloc(12)])

/** The end of a reply that has an error in it. */
export const failed: Token = Buffer.concat([Buffer.from([0xfd, 2]), Buffer.alloc(11)])

/** Leads a login to another server: what Azure SQL calls the redirect policy. */
export function routing(host: string, port: number): Token {
  const target = Buffer.concat([Buffer.from([0]), uint16(port), longCharacters(host)])
  return withLength(0xe3, Buffer.from([20]), uint16(target.length), target, uint16(0))
}

/** One row of integers. */
export function row(columns: Readonly<Record<string, number>>): Token {
  const names = Object.keys(columns)
  const described = names.map((name) => Buffer.concat([uint32(0), uint16(1), Buffer.from([0x26, 4]), characters(name)]))
  const values = Object.values(columns).map((value) => Buffer.concat([Buffer.from([4]), uint32(value)]))
  return Buffer.concat([Buffer.from([0x81]), uint16(names.length), ...described, Buffer.from([0xd1]), ...values])
}

/** What a server says of TLS, before a login. */
export const encryptions = { off: 0, on: 1, 'not-supported': 2, required: 3 } as const

/** A reply to a prelogin. */
export function preloginReply(encryption: keyof typeof encryptions): Buffer {
  const version = Buffer.from([16, 0, 0x10, 0, 0, 0])
  const table = Buffer.from([0, 0, 11, 0, version.length, 1, 0, 11 + version.length, 0, 1, 0xff])
  return Buffer.concat([table, version, Buffer.from([encryptions[encryption]])])
}
