import { type ErrorCode, isProviderError, ProviderError } from '@dmt-providers/core'
import { explainTlsError } from '@dmt-providers/tls'
import { classifyMssqlError } from './errors.js'
import type { ServerSettings } from './options.js'
import { words } from './server-tls.js'

/** What is wrong when a connection is refused, and what to change. */
interface Explanation {
  readonly text: string
  /** Where it is not that of the error's number. */
  readonly code?: ErrorCode
  /** True when it may pass by itself. */
  readonly retryable?: boolean
}

const firewall: Explanation = {
  code: 'permission-denied',
  text:
    'the firewall of Azure SQL does not let this machine in; add its address (az sql server firewall-rule create), a rule ' +
    'for its virtual network, or a private endpoint, and wait up to five minutes',
  retryable: false,
}

const busy: Explanation = {
  text: 'the database is at the limit of its service tier; lower poolMax, or raise the tier',
  retryable: true,
}

const expired: Explanation = {
  text: 'the password of the login has expired; an administrator must change it (ALTER LOGIN)',
}

/** By the numbers of the server. Sources: Microsoft's "Database Engine errors" and "Troubleshoot … Azure SQL Database". */
const numbered: Readonly<Record<number, Explanation>> = {
  4060: {
    text:
      'Database: the server has none of this name, it is not online, or the user may not open it (CREATE USER … FOR ' +
      'LOGIN …, in this database)',
  },
  18452: { text: 'User ID: the server takes this one by a Windows login alone; give one of SQL Server or of Entra ID' },
  18456: {
    text:
      'User ID, Password: the server refuses them; it tells the reason in its own error log alone. It must allow ' +
      'logins by password (mixed mode), and a contained user must be in the database that is named',
  },
  18470: { text: 'User ID: the login is disabled; ALTER LOGIN … ENABLE' },
  18486: {
    text: 'User ID: the login is locked after too many wrong passwords; an administrator must UNLOCK it (ALTER LOGIN)',
  },
  18487: expired,
  18488: expired,
  40532: {
    text: 'url: Azure SQL knows no such server; write its whole name, <server>.database.windows.net',
    code: 'invalid-options',
  },
  40613: {
    text:
      'the database is not available at the moment. One that is serverless and was paused takes about a minute to ' +
      'resume: connectTimeoutMs=90000 and timeoutMs=120000 wait for it',
    retryable: true,
  },
  40615: firewall,
  40914: firewall,
  47073: {
    ...firewall,
    code: 'permission-denied',
    text: 'Azure SQL refuses all but private endpoints (Deny public network access); use one, or allow public access',
  },
  10928: busy,
  10929: busy,
  10936: busy,
  40501: busy,
  49918: busy,
  49919: busy,
  49920: busy,
}

/** By the codes of the driver. */
const worded: Readonly<Record<string, Explanation>> = {
  EENCRYPT: {
    code: 'unauthenticated',
    text: 'sslmode: the server takes no connection without TLS; write sslmode=verify-full (Encrypt=true)',
  },
}

type Settings = Pick<ServerSettings, 'auth' | 'sslmode' | 'connection'>

/**
 * What a failed connection means where that is a matter of options or of Azure SQL: certificates, TLS, users, firewalls,
 * databases that are paused. Nothing was done by it. Anything else is answered as it came.
 */
export function explainConnectError(error: Error, settings: Settings): Error {
  const causes = causesOf(error)
  const ours = causes.find(isProviderError)
  if (ours !== undefined) return ours
  const native = classifyMssqlError(error)
  const nativeCode = nativeCodeOf(causes)
  const details = { notApplied: true, cause: error, nativeCode }
  const known = explanationOf(error, causes, settings)
  if (known !== undefined) {
    const { code = native?.code ?? 'unavailable', text, retryable = false } = known
    return new ProviderError(code, `${text} (${error.message})`, { ...details, retryable })
  }
  // What the server itself refuses by a number has done nothing, whatever that number means within a session.
  if (native === undefined || typeof Reflect.get(error, 'number') !== 'number') return error
  return new ProviderError(native.code, error.message, { ...details, retryable: native.retryable })
}

function explanationOf(error: Error, causes: readonly Error[], settings: Settings): Explanation | undefined {
  const number: unknown = Reflect.get(error, 'number')
  if (typeof number === 'number') return ofToken(number, settings) ?? ofDatabase(number, settings) ?? numbered[number]
  // SQL Server asks for no certificate of a client, so that nothing of one can be the matter.
  const certificate = causes
    .map((cause) => explainTlsError(cause, words))
    .find((found) => found?.code === 'unavailable')
  const codes = causes.map(codeOf).filter((code) => code !== undefined)
  return (
    certificate ?? ofVersion(error) ?? ofStrict(codes, settings) ?? ofBrowser(codes, settings) ?? worded[codes[0] ?? '']
  )
}

function ofToken(number: number, { auth }: Settings): Explanation | undefined {
  if (number !== 18_456 || auth === 'password') return undefined
  return {
    text:
      `auth=${auth}: the server refuses the token; make a user of the identity in the database (CREATE USER [name] FROM ` +
      'EXTERNAL PROVIDER), and check the client id and the tenant',
  }
}

/** Azure SQL says of a database that moves what others say of one that is not there. */
function ofDatabase(number: number, { connection }: Settings): Explanation | undefined {
  const passing = number === 4060 && /\.database\.[a-z.]+$/i.test(connection.host)
  return passing && numbered[number] ? { ...numbered[number], code: 'unavailable', retryable: true } : undefined
}

function ofVersion({ message }: Error): Explanation | undefined {
  if (!/unsupported protocol|alert (protocol version|handshake failure)|no shared cipher/i.test(message))
    return undefined
  return {
    code: 'unavailable',
    text: 'sslmode: the server has no version of TLS, or no cipher, that is used here; it must have TLS 1.2',
  }
}

function ofStrict(codes: readonly string[], { sslmode }: Settings): Explanation | undefined {
  if (sslmode !== 'strict' || !codes.some((code) => code === 'ETIMEOUT' || code === 'ECONNRESET')) return undefined
  return {
    code: 'unavailable',
    text:
      'sslmode: the server does not answer; strict needs SQL Server 2022 or Azure SQL, and older ones are reached by ' +
      'sslmode=verify-full',
    retryable: true,
  }
}

function ofBrowser(codes: readonly string[], { connection }: Settings): Explanation | undefined {
  if (codes[0] !== 'EINSTLOOKUP') return undefined
  return {
    code: 'unavailable',
    text:
      `Server: SQL Server Browser on ${connection.host} (UDP 1434) tells no port of the instance ${connection.instance}; ` +
      'start it, or write the port, as host,1433',
    retryable: true,
  }
}

/** An error with what it says caused it, down to a few levels. */
function causesOf(error: unknown, depth = 0): Error[] {
  return error instanceof Error && depth < 4 ? [error, ...causesOf(error.cause, depth + 1)] : []
}

/** The server's number says more than the driver's word, and what broke a socket more than that it broke. */
function nativeCodeOf(causes: readonly Error[]): string | undefined {
  const number: unknown = Reflect.get(Object(causes[0]), 'number')
  return typeof number === 'number' ? String(number) : causes.map(codeOf).findLast((code) => code !== undefined)
}

function codeOf(error: Error): string | undefined {
  const code: unknown = Reflect.get(error, 'code')
  return typeof code === 'string' ? code : undefined
}
