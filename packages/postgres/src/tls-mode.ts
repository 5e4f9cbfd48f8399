import { ProviderError } from '@dmt-providers/core'
import { isEncrypted, type SslSettings, sslMode, sslWords, type TlsMode } from '@dmt-providers/tls'
import type { ServerSettings } from './options.js'

/** What TLS is called in errors and warnings. */
export const words = sslWords('postgres', 'PostgreSQL')

/** Options from which a mode follows. */
export type TlsSettings = SslSettings & Partial<Pick<ServerSettings, 'sslnegotiation'>>

/** The mode of connections to a host. Throws `invalid-options` for options that contradict each other. */
export function tlsMode(settings: TlsSettings, host: string): TlsMode {
  if (settings.sslnegotiation !== 'direct') return sslMode(settings, host, words)
  // Asked for, and so no local host is connected to without.
  const asked = settings.sslmode === undefined && settings.ssl === undefined
  const mode = sslMode(asked ? { ...settings, sslmode: 'verify-full' } : settings, host, words)
  if (isEncrypted(mode)) return mode
  const message = 'postgres: sslnegotiation: direct needs TLS in any case; write sslmode=verify-full'
  throw new ProviderError('invalid-options', message, { provider: 'postgres' })
}
