import { type Capabilities, cannot, native, roundabout } from '../render/capability.js'

/** Google Cloud Endpoints: the Extensible Service Proxy V2 with an OpenAPI 2.0 description. */
export const googleCapabilities: Capabilities = {
  hs256: roundabout(
    'the key is a JSON Web Key Set of hs256Jwks(), served to the proxy on the loopback address of its pod; whoever reads that address has the key',
  ),
  rs256: native,
  'key-discovery': native,
  'issuer-with-two-keys': cannot(
    'two definitions of one issuer are to have one key',
    'give the tokens different issuers, or leave the second rule to the upstream (auth: "upstream")',
  ),
  'cookie-token': cannot(
    'the proxy reads headers and the query alone',
    'let the web interface send the token as Authorization: Bearer, which Console takes as well',
  ),
  'query-token': native,
  'subprotocol-token': roundabout(
    'a second definition of the issuer reads Sec-WebSocket-Protocol; the proxy takes that, Service Management was not tried',
  ),
  'bare-header-token': native,
  'claim-value': cannot(
    'only the issuer and the times of a token are checked',
    'the service behind checks it: MPS and Console compare the relay’s token with the device themselves, so leave claims out of the rule',
  ),
  'claim-of-query': cannot(
    'claims are compared with fixed values alone',
    'the service behind checks it: MPS and Console compare the relay’s token with the device themselves, so leave claims out of the rule',
  ),
  'path-rewrite': cannot(
    'the proxy strips no prefix, so the route is left out',
    'give each service a host of its own and describe it with the prefix /, or strip in the URL map of an external Application Load Balancer (pathPrefixRewrite) in front, and describe the routes without the prefix',
  ),
  'exact-rewrite': native,
  websocket: native,
  'websocket-prefix': native,
  'guarded-websocket': native,
  tcp: cannot('the proxy carries HTTP alone', 'put a passthrough Network Load Balancer before the service'),
  'unshared-connections': cannot(
    'the proxy keeps connections to its backends',
    'run one MPS, where mps-router has no choice to make, or put a proxy that opens a connection per request in front of mps-router',
  ),
  'idle-timeout': roundabout('the deadline of the backend is its idle timeout as well'),
  'response-timeout': native,
  'body-limit': roundabout('the proxy has none; the services’ own limits hold (100 kB in MPS and RPS)'),
  'header-limit': roundabout('the proxy’s own limit of 60 KiB holds'),
  'rate-limit': cannot(
    'quotas of Endpoints count by API key',
    'set a rate limit of Cloud Armor on the load balancer in front',
  ),
  cors: native,
  tls: roundabout('the certificate is server.crt and server.key in /etc/espv2/tls, which the flags name'),
}
