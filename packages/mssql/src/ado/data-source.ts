import { isIP } from 'node:net'

/** Where a server is. */
export interface DataSource {
  /** Name or IP address. */
  readonly host: string
  readonly port: number | undefined
  /** Name of an instance, whose port SQL Server Browser tells. */
  readonly instance: string | undefined
}

const refusedProtocols: Readonly<Record<string, string>> = {
  np: 'named pipes (np:)',
  lpc: 'shared memory (lpc:)',
  via: 'the protocol VIA (via:)',
  admin: 'the administrator’s connection (admin:)',
}

/**
 * Reads `tcp:host\instance,port`, as `Server` of an ADO string has it: a port makes the instance needless. Answers a
 * text with what is wrong where it cannot be used. Source: Microsoft's `SqlConnection.ConnectionString`, "Data Source".
 */
export function dataSource(text: string): DataSource | string {
  const [, protocol, rest = ''] = /^\s*(?:([a-z]+)\s*:(?!:))?(.*)$/is.exec(text) ?? []
  const refused = protocol === undefined ? undefined : refusedProtocols[protocol.toLowerCase()]
  if (refused !== undefined) return `${refused} cannot be used; write tcp:host,1433`
  const whole = protocol === undefined || protocol.toLowerCase() === 'tcp' ? rest : text
  if (/^\s*\\\\/.test(whole)) return 'a named pipe cannot be used; write tcp:host,1433'
  if (/^\s*\(localdb\)/i.test(whole)) return 'LocalDB has no TCP and cannot be used; write the address of a server'
  const [place = '', port, ...others] = whole.split(',').map((part) => part.trim())
  if (others.length > 0) return 'has several commas; write one host, as tcp:host,1433'
  const [name = '', instance, ...more] = place.split('\\').map((part) => part.trim())
  if (more.length > 0 || instance === '') return 'has a backslash without an instance behind it; write host\\instance'
  return located(name, port, instance)
}

function located(name: string, port: string | undefined, instance: string | undefined): DataSource | string {
  const host = hostOf(name)
  if (host === '') return 'names no host; write tcp:host,1433'
  if (host.includes(':') && isIP(host) === 0) return 'has a colon; a port is written with a comma, as tcp:host,1433'
  if (/[\s/;=@]/.test(host)) return 'is no host; write tcp:host,1433'
  if (port === undefined) return { host, port: undefined, instance: namedInstance(instance) }
  const number = portNumber(port)
  return number === undefined
    ? 'has a port that is no number from 1 to 65535'
    : { host, port: number, instance: undefined }
}

/** A port of the text, or `undefined` when it is none. */
export function portNumber(text: string): number | undefined {
  const number = Number(text)
  return /^\d{1,5}$/.test(text) && number >= 1 && number <= 65_535 ? number : undefined
}

/** `MSSQLSERVER` is the name of the instance that has none, and listens on 1433. */
export function namedInstance(name: string | undefined): string | undefined {
  return name === undefined || name === '' || /^mssqlserver$/i.test(name) ? undefined : name
}

/** `.` and `(local)` are this machine. */
export function hostOf(name: string): string {
  if (name === '.' || /^\(local\)$/i.test(name)) return 'localhost'
  return name.replace(/^\[(.*)\]$/, '$1')
}
