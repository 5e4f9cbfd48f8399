import { ProviderError } from '@dmt-providers/core'
import type { z } from 'zod'
import { isLocal } from './is-local.js'
import type { sslParameters } from './ssl-parameters.js'
import { checkTlsFiles } from './tls-files.js'
import type { TlsMode } from './tls-mode.js'
import type { TlsWords } from './tls-words.js'

type Parameters = ReturnType<typeof sslParameters>

/** Options from which a mode follows, as {@link sslParameters} checks them. */
export type SslSettings = {
  readonly [Name in Exclude<keyof Parameters, 'sslpassword'>]?: z.output<Parameters[Name]>
}

type Word = NonNullable<SslSettings['sslmode']>

/**
 * The mode of connections to a host. The words of `sslmode` mean what they mean to libpq, whose manual is their source;
 * without one it is `full`, and `none` for a local host of which nothing else asks for TLS. Throws `invalid-options`
 * for options that contradict each other.
 */
export function sslMode(settings: SslSettings, host: string, words: TlsWords): TlsMode {
  const { sslrootcert: ca, sslcert: cert, sslkey: key } = settings
  checkTlsFiles({ cert, key }, words)
  const contradiction = contradictionIn(settings)
  if (contradiction !== undefined)
    throw new ProviderError('invalid-options', `${words.provider}: ${contradiction}`, { provider: words.provider })
  const word = wordOf(settings)
  if (word === undefined) return (ca ?? cert) === undefined && isLocal(host) ? 'none' : 'full'
  return word === 'require' && ca !== undefined ? 'authority' : modes[word]
}

function contradictionIn(settings: SslSettings): string | undefined {
  const { sslmode, ssl, sslrootcert } = settings
  if (sslmode !== undefined && ssl !== undefined && isOff(ssl) !== (sslmode === 'disable'))
    return 'ssl and sslmode say the opposite of each other; leave ssl away'
  const word = wordOf(settings)
  // libpq refuses this too: anybody may get a certificate of a public authority.
  if (sslrootcert === 'system' && word !== undefined && word !== 'verify-full')
    return 'sslmode: only verify-full protects anything with sslrootcert=system; write sslmode=verify-full'
  if (sslrootcert === undefined && word === 'verify-ca')
    return 'sslrootcert: verify-ca needs it; name the file of the one authority whose servers are trusted'
  return undefined
}

/** `ssl` is the older spelling of the same: with a `sslmode` beside it the latter decides. */
function wordOf({ sslmode, ssl }: SslSettings): Word | undefined {
  if (sslmode !== undefined || ssl === undefined) return sslmode
  if (ssl === 'no-verify') return ssl
  return isOff(ssl) ? 'disable' : 'verify-full'
}

const isOff = (ssl: NonNullable<SslSettings['ssl']>) => ssl === 'false' || ssl === '0'

const modes = {
  disable: 'none',
  allow: 'offered',
  prefer: 'offered',
  require: 'unverified',
  'no-verify': 'unverified',
  'verify-ca': 'authority',
  'verify-full': 'full',
} as const satisfies Record<Word, TlsMode>
