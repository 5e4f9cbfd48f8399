import { ProviderError } from '@dmt-providers/core'

/** Refuses an endpoint whose answers would cross a network in plain text. Throws `invalid-options`. */
export function checkEndpoint(endpoint: string | undefined): void {
  if (endpoint === undefined) return
  const { protocol, hostname } = URL.canParse(endpoint) ? new URL(endpoint) : { protocol: '', hostname: '' }
  const local = hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname)
  if (protocol === 'https:' || (protocol === 'http:' && local)) return
  throw new ProviderError(
    'invalid-options',
    'endpoint: is no URL that starts with https://, as every one does that is not on this machine',
  )
}
