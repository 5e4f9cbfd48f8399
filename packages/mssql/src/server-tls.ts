import { ProviderError } from '@dmt-providers/core'
import { isLocal, sslWords, type TlsMode, type TlsWords } from '@dmt-providers/tls'
import type { ServerSettings } from './options.js'

/** What operators call what TLS is about here. */
export const words: TlsWords = {
  ...sslWords('mssql', 'SQL Server'),
  otherName: 'the name in it by hostNameInCertificate',
  untrustedHint:
    '. A SQL Server that was given no certificate makes one that nobody signed: give it one, or write sslmode=require ' +
    '(TrustServerCertificate=true) where the network itself is trusted',
}

/** How connections are protected. */
export interface ServerTls {
  readonly mode: Extract<TlsMode, 'none' | 'unverified' | 'full'>
  /** True when TLS begins before anything of TDS is said, as TDS 8 has it. */
  readonly strict: boolean
}

type Settings = Pick<ServerSettings, 'sslmode' | 'sslrootcert' | 'hostNameInCertificate' | 'connection'>

/**
 * How connections to the server are protected: without `sslmode` in full, and not at all to a local host of which
 * nothing else asks for TLS. Throws `invalid-options` for options that contradict each other.
 */
export function serverTls({ sslmode, sslrootcert, hostNameInCertificate, connection }: Settings): ServerTls {
  const asked = sslrootcert !== undefined || hostNameInCertificate !== undefined
  const word = sslmode ?? (asked || !isLocal(connection.host) ? 'verify-full' : 'disable')
  const mode = modes[word]
  if (asked && mode !== 'full') {
    throw new ProviderError(
      'invalid-options',
      `mssql: sslmode: ${word} checks no certificate, and ${sslrootcert === undefined ? 'hostNameInCertificate' : 'sslrootcert'} ` +
        'asks for one to be checked; write sslmode=verify-full (Encrypt=true, TrustServerCertificate=false)',
      { provider: 'mssql' },
    )
  }
  return { mode, strict: word === 'strict' }
}

const modes = {
  disable: 'none',
  require: 'unverified',
  'no-verify': 'unverified',
  'verify-full': 'full',
  strict: 'full',
} as const satisfies Record<NonNullable<ServerSettings['sslmode']>, TlsMode>
