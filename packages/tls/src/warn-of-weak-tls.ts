import { isLocal } from './is-local.js'
import type { TlsMode } from './tls-mode.js'
import type { TlsWords } from './tls-words.js'

/** What each mode that is weaker than `full` leaves open, by the code of its warning. */
const weaknesses = {
  none: ['DMT_TLS_DISABLED', 'passwords and data cross the network in plain text'],
  offered: [
    'DMT_TLS_OPTIONAL',
    'whoever is between here and the server can turn encryption off, and read and change everything',
  ],
  unverified: [
    'DMT_TLS_UNVERIFIED',
    'the server is not checked: whoever is between here and it can take its place, and read and change everything',
  ],
  authority: [
    'DMT_TLS_HOST_UNVERIFIED',
    'the host name is not checked: every server of the same authority can take the place of this one',
  ],
} as const satisfies Record<Exclude<TlsMode, 'full'>, readonly [string, string]>

/** What was warned of in this process: RPS makes each store twice, and one warning is enough. */
const warned = new Set<string>()

/** Warns once in a process of what a mode does not protect on connections to a host, by the codes `DMT_TLS_…`. */
export function warnOfWeakTls(mode: TlsMode, host: string, { product, files, verified }: TlsWords): void {
  if (mode === 'full' || (mode === 'none' && isLocal(host))) return
  const [code, weakness] = weaknesses[mode]
  const key = `${code} ${product} ${host}`
  if (warned.has(key)) return
  warned.add(key)
  const fix = `write ${verified}, and ${files.ca}=<file>, amazon-rds or azure when the authority is not a public one`
  process.emitWarning(`${product} at ${host}: ${weakness}; ${fix}`, { code })
}
