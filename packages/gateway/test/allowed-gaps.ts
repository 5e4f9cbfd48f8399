import type { Capability, Target } from '../src/index.js'

/** What each gateway may leave out of the samples, and nothing else: a new gap fails the tests. */
export const allowed: Record<Target, Capability[]> = {
  kong: [],
  envoy: [],
  aws: ['subprotocol-token', 'guarded-websocket', 'unshared-connections'],
  'azure-apim': ['tcp', 'unshared-connections'],
  google: ['path-rewrite', 'tcp', 'unshared-connections', 'cookie-token', 'rate-limit'],
  tyk: [],
}
