/** Something that a description may ask of a gateway. */
export const capabilityNames = [
  'hs256',
  'rs256',
  'key-discovery',
  'issuer-with-two-keys',
  'cookie-token',
  'query-token',
  'subprotocol-token',
  'bare-header-token',
  'claim-value',
  'claim-of-query',
  'path-rewrite',
  'exact-rewrite',
  'websocket',
  'websocket-prefix',
  'guarded-websocket',
  'tcp',
  'unshared-connections',
  'idle-timeout',
  'response-timeout',
  'body-limit',
  'header-limit',
  'rate-limit',
  'cors',
  'tls',
] as const

/** Something that a description may ask of a gateway. */
export type Capability = (typeof capabilityNames)[number]

/** How a gateway does it: by itself, in a roundabout way that is rendered, or not at all. */
export type Support =
  | { level: 'native' }
  | { level: 'workaround'; note: string }
  | { level: 'none'; note: string; workaround: string }

/** Every capability of one gateway. */
export type Capabilities = Readonly<Record<Capability, Support>>

/** The gateway does it by itself. */
export const native: Support = { level: 'native' }
/** The gateway does it by what the renderer adds; the note tells how. */
export const roundabout = (note: string): Support => ({ level: 'workaround', note })
/** The gateway cannot; the workaround is the operator's to take. */
export const cannot = (note: string, workaround: string): Support => ({ level: 'none', note, workaround })
