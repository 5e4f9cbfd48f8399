import { ProviderError, type SecretsCacheOptions } from '@dmt-providers/core'
import type { Settings } from './settings.js'

/**
 * How long a service answers secrets from memory: `secrets_cache_ttl_ms` (default 5,000; 0 turns it off) and, while the
 * store cannot be reached, `secrets_cache_stale_ms` more (default 60,000). Throws `invalid-options`.
 */
export function secretsCache(settings: Settings): SecretsCacheOptions {
  return {
    ttlMs: milliseconds(settings, 'secrets_cache_ttl_ms'),
    staleMs: milliseconds(settings, 'secrets_cache_stale_ms'),
  }
}

function milliseconds(settings: Settings, name: string): number | undefined {
  const text = settings.get(name)
  if (text === undefined || /^\d{1,9}$/.test(text)) return text === undefined ? undefined : Number(text)
  throw new ProviderError(
    'invalid-options',
    `${settings.variable(name)} is a text of ${text.length} characters; give whole milliseconds, or 0`,
  )
}
