import type { Settings } from '@dmt-providers/host'

/** RPS's own settings for TLS to PostgreSQL, and the parameter of a PostgreSQL URL that means the same. */
const files = {
  postgres_ssl_ca: 'sslrootcert',
  postgres_ssl_cert: 'sslcert',
  postgres_ssl_key: 'sslkey',
} as const

/**
 * Adds the TLS files of RPS's own settings to a PostgreSQL URL: a service that was told to verify its server must not
 * stop doing so because its provider changed. What the URL says itself wins, as it does in the reference.
 */
export function withServerTls(url: string, settings: Settings): string {
  const given = Object.entries(files).flatMap(([setting, parameter]) => {
    const file = settings.get(setting)?.trim()
    return file === undefined || file === '' ? [] : [[parameter, file] as const]
  })
  if (given.length === 0 || !/^postgres(ql)?:/i.test(url) || !URL.canParse(url)) return url
  const adapted = new URL(url)
  const mode = settings.isFalse('postgres_ssl_reject_unauthorized') ? 'no-verify' : 'verify-full'
  for (const [parameter, value] of [...given, ['sslmode', mode] as const]) {
    if (!adapted.searchParams.has(parameter)) adapted.searchParams.set(parameter, value)
  }
  return adapted.href
}
