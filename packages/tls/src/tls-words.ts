import type { TlsFiles } from './tls-files.js'

/** What an operator calls what TLS is about, for errors and warnings. */
export interface TlsWords {
  /** Package name of the provider without scope: `postgres`. */
  readonly provider: string
  /** Name of the server: `PostgreSQL`. */
  readonly product: string
  /** The option that sets each file. */
  readonly files: Readonly<Record<keyof TlsFiles, string>>
  /** What to write so that chain and host are checked: `sslmode=verify-full`. */
  readonly verified: string
}

/** The words of providers whose options are {@link sslParameters}. */
export const sslWords = (provider: string, product: string): TlsWords => ({
  provider,
  product,
  files: { ca: 'sslrootcert', cert: 'sslcert', key: 'sslkey', passphrase: 'sslpassword' },
  verified: 'sslmode=verify-full',
})

/** The words of providers whose options are {@link tlsParameters}; `verified` is what asks for TLS: `https://`. */
export const tlsWords = (provider: string, product: string, verified: string): TlsWords => ({
  provider,
  product,
  files: { ca: 'ca', cert: 'cert', key: 'key', passphrase: 'keyPassphrase' },
  verified,
})
