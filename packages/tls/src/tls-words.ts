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
  /** What to write where the server's certificate is for another name than the host's. */
  readonly otherName: string
  /** What else may be the matter with a server whose authority is not trusted, behind what is said of every one. */
  readonly untrustedHint?: string
}

/** The words of providers whose options are {@link sslParameters}. */
export const sslWords = (provider: string, product: string): TlsWords => ({
  provider,
  product,
  files: { ca: 'sslrootcert', cert: 'sslcert', key: 'sslkey', passphrase: 'sslpassword' },
  verified: 'sslmode=verify-full',
  otherName: 'sslmode=verify-ca with an sslrootcert that issues certificates to this server alone',
})

/** The words of providers whose options are {@link tlsParameters}; `verified` is what asks for TLS: `https://`. */
export const tlsWords = (provider: string, product: string, verified: string): TlsWords => ({
  provider,
  product,
  files: { ca: 'ca', cert: 'cert', key: 'key', passphrase: 'keyPassphrase' },
  verified,
  otherName: 'the name in it by serverName',
})
