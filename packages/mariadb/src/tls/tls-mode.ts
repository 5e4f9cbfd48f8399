import { ProviderError } from '@dmt-providers/core'
import type { ServerSettings } from '../options.js'
import { isLocal } from '../server-address.js'

/**
 * What of a connection is protected: `none` has no TLS, `offered` has it where the server does, `unverified` trusts any
 * server, `authority` any server of the authorities that are trusted, and `full` checks the host's name as well.
 */
export type TlsMode = 'none' | 'offered' | 'unverified' | 'authority' | 'full'

/** Options from which a mode follows. */
export type TlsSettings = Pick<ServerSettings, 'sslmode' | 'ssl' | 'sslrootcert' | 'sslcert' | 'sslkey' | 'sslpassword'>

/**
 * The mode of connections to a host. The words of `sslmode` mean what they mean to libpq, whose manual is their source;
 * without one it is `full`, and `none` for a local host of which nothing else asks for TLS. Throws `invalid-options`
 * for options that contradict each other.
 */
export function tlsMode(settings: TlsSettings, host: string): TlsMode {
  const word = wordOf(settings)
  return word === undefined ? initialMode(settings, host) : modeOf(word, settings)
}

/** `ssl` is the older spelling of the same: with a `sslmode` beside it the latter decides. */
function wordOf({ sslmode, ssl }: TlsSettings): NonNullable<TlsSettings['sslmode']> | undefined {
  const off = ssl === 'false' || ssl === '0'
  if (sslmode === undefined) return off ? 'disable' : ssl === undefined ? undefined : wordOfSsl(ssl)
  if (ssl !== undefined && off !== (sslmode === 'disable'))
    throw refused('ssl and sslmode say the opposite of each other; leave ssl away')
  return sslmode
}

function wordOfSsl(ssl: NonNullable<TlsSettings['ssl']>): 'no-verify' | 'verify-full' {
  return ssl === 'no-verify' ? 'no-verify' : 'verify-full'
}

function initialMode(settings: TlsSettings, host: string): TlsMode {
  const { sslrootcert, sslcert, sslkey } = settings
  const asked = [sslrootcert, sslcert, sslkey].some((value) => value !== undefined)
  return asked || !isLocal(host) ? 'full' : 'none'
}

function modeOf(word: NonNullable<TlsSettings['sslmode']>, { sslrootcert }: TlsSettings): TlsMode {
  // libpq refuses this too: anybody may get a certificate of a public authority.
  if (sslrootcert === 'system' && word !== 'verify-full')
    throw refused('sslmode: only verify-full protects anything with sslrootcert=system; write sslmode=verify-full')
  if (word === 'verify-ca' && sslrootcert === undefined)
    throw refused('sslrootcert: verify-ca needs it; name the file of the one authority whose servers are trusted')
  if (word === 'require' && sslrootcert !== undefined) return 'authority'
  return modes[word]
}

const modes = {
  disable: 'none',
  allow: 'offered',
  prefer: 'offered',
  require: 'unverified',
  'no-verify': 'unverified',
  'verify-ca': 'authority',
  'verify-full': 'full',
} as const satisfies Record<NonNullable<TlsSettings['sslmode']>, TlsMode>

function refused(message: string): ProviderError {
  return new ProviderError('invalid-options', `mariadb: ${message}`, { provider: 'mariadb' })
}
