import { type Capabilities, native, roundabout } from '../render/capability.js'

/** Envoy 1.40, on which the behaviour of the model is tested. */
export const envoyCapabilities: Capabilities = {
  hs256: roundabout(
    'the variable <NAME>_JWKS holds the key as a JSON Web Key Set, which hs256Jwks() of this package makes',
  ),
  rs256: native,
  'key-discovery': native,
  'issuer-with-two-keys': native,
  'cookie-token': native,
  'query-token': native,
  'subprotocol-token': native,
  'bare-header-token': native,
  'claim-value': roundabout('a Lua function after the check of the token, which answers 403'),
  'claim-of-query': roundabout('a Lua function after the check of the token, which answers 403'),
  'path-rewrite': native,
  'exact-rewrite': native,
  websocket: native,
  'websocket-prefix': native,
  'guarded-websocket': native,
  tcp: native,
  'unshared-connections': native,
  'idle-timeout': native,
  'response-timeout': native,
  'body-limit': native,
  'header-limit': roundabout('Envoy counts in whole KiB, so the limit is rounded up'),
  'rate-limit': roundabout('the counters are local to each Envoy'),
  cors: native,
  tls: roundabout('the variables hold the certificate and key as PEM'),
}
