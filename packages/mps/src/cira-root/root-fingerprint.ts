import { X509Certificate } from 'node:crypto'
import type { JsonObject } from '@dmt-providers/core'

/**
 * SHA-256 of the CIRA root certificate among the certificates of MPS, as `sha256:` and 64 digits; `undefined` when they
 * hold none. MPS keeps it in PEM at `web_tls_config.ca`, and hands it out at `/api/v1/ciracert`.
 */
export function rootFingerprint(certificates: JsonObject): string | undefined {
  const { web_tls_config: web } = certificates
  const pem = typeof web === 'object' && web !== null && !Array.isArray(web) ? web.ca : undefined
  if (typeof pem !== 'string') return undefined
  try {
    return `sha256:${new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase()}`
  } catch {
    return undefined
  }
}
