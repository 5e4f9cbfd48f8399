import { ProviderError } from '@dmt-providers/core'
import type { Settings } from '@dmt-providers/host'

/** What the operator says of the root: nothing, that it is this one, that this one may be replaced, or no lock. */
export type RootPolicy =
  | { kind: 'recorded' }
  | { kind: 'pinned'; fingerprint: string }
  | { kind: 'replace'; fingerprint: string }
  | { kind: 'unlocked' }

/**
 * Reads `MPS_CIRA_ROOT`: `sha256:<64 digits>` pins the root, `replace:sha256:<64 digits>` accepts another one in the
 * place of that one, `unlocked` accepts any. Throws `invalid-options`.
 */
export function rootPolicy(settings: Settings): RootPolicy {
  const text = settings.get('cira_root')
  if (text === undefined) return { kind: 'recorded' }
  if (text === 'unlocked') return { kind: 'unlocked' }
  const [, replace, digits = ''] = /^(replace:)?sha256:([\da-f:]+)$/i.exec(text) ?? []
  const bare = digits.replaceAll(':', '').toLowerCase()
  if (bare.length === 64) return { kind: replace === undefined ? 'pinned' : 'replace', fingerprint: `sha256:${bare}` }
  throw new ProviderError(
    'invalid-options',
    `${settings.variable('cira_root')} is a text of ${text.length} characters; write sha256: and the 64 hexadecimal ` +
      'digits of the root certificate, the same with replace: before it, or unlocked',
  )
}
