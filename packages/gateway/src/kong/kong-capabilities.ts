import { type Capabilities, cannot, native, roundabout } from '../render/capability.js'

const lua = roundabout(
  'the jwt plugin reads Bearer headers, cookies and the query alone, so the plugin pre-function copies the token to Authorization before it',
)

/** Kong Gateway 3.9, open source. Read from its sources; no Kong was run. */
export const kongCapabilities: Capabilities = {
  hs256: native,
  rs256: native,
  'key-discovery': cannot(
    'the jwt plugin does not fetch an issuer’s keys; without publicKey no token of it is accepted',
    'set key.publicKey to the name of a variable that holds the issuer’s public key as PEM, and renew it when the issuer changes its key',
  ),
  'issuer-with-two-keys': cannot(
    'the jwt plugin finds the key by the issuer, so an issuer has one key',
    'give the tokens different issuers, or leave the second rule to the upstream (auth: "upstream")',
  ),
  'cookie-token': native,
  'query-token': native,
  'subprotocol-token': lua,
  'bare-header-token': lua,
  'claim-value': cannot(
    'only the issuer and the times of a token are checked',
    'the service behind checks it: MPS and Console compare the relay’s token with the device themselves, so leave claims out of the rule',
  ),
  'claim-of-query': cannot(
    'claims are compared with fixed values alone',
    'the service behind checks it: MPS and Console compare the relay’s token with the device themselves, so leave claims out of the rule',
  ),
  'path-rewrite': native,
  'exact-rewrite': native,
  websocket: native,
  'websocket-prefix': native,
  'guarded-websocket': native,
  tcp: native,
  'unshared-connections': roundabout('KONG_UPSTREAM_KEEPALIVE_POOL_SIZE=0 in kong.env, which holds for every upstream'),
  'idle-timeout': native,
  'response-timeout': native,
  'body-limit': native,
  'header-limit': roundabout(
    'large_client_header_buffers in kong.env: a quarter of the limit bounds a single header line',
  ),
  'rate-limit': roundabout('the counters are local to each Kong node'),
  cors: native,
  tls: roundabout('KONG_SSL_CERT and KONG_SSL_CERT_KEY in kong.env'),
}
