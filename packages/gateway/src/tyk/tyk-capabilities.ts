import { type Capabilities, cannot, native, roundabout } from '../render/capability.js'

const badStatus =
  'a missing token is answered with 400 and a badly signed one with 403, which the sample web interface does not take for a log-out; an expired one and one of another issuer with 401'

/** Tyk Gateway 5.10 and later, open source, by its OpenAPI form. The behaviours of the model were run on 5.11. */
export const tykCapabilities: Capabilities = {
  hs256: roundabout(badStatus),
  rs256: roundabout(badStatus),
  'key-discovery': native,
  'issuer-with-two-keys': native,
  'cookie-token': roundabout('a cookie goes before a Bearer header, the opposite of Console'),
  'query-token': native,
  'subprotocol-token': native,
  'bare-header-token': native,
  'claim-value': roundabout('a token with another value is answered with 401'),
  'claim-of-query': cannot(
    'claims are compared with fixed values alone',
    'the service behind checks it: MPS and Console compare the relay’s token with the device themselves, so leave claims out of the rule',
  ),
  'path-rewrite': roundabout(
    'what only begins like a prefix, /mpsx for /mps, is not found: Tyk tries no other API for it',
  ),
  'exact-rewrite': roundabout('an exact route below a prefix is a rewritten operation of that prefix’s API'),
  websocket: roundabout('each is an API of its own, which refuses other methods and paths below with 403'),
  'websocket-prefix': native,
  'guarded-websocket': native,
  tcp: roundabout(
    'a definition in the classic form, whose port tyk.partial.json lists; both ways are closed when one side ends its own',
  ),
  'unshared-connections': roundabout('proxy_close_connections in tyk.partial.json, which holds for every upstream'),
  'idle-timeout': roundabout(
    'the write timeout of tyk.partial.json holds for every connection, so it is that of the websockets',
  ),
  'response-timeout': roundabout(
    'enforceTimeout of exact routes; below a prefix the longest of all, as proxy_default_timeout in tyk.partial.json',
  ),
  'body-limit': native,
  'header-limit': roundabout('the proxy’s own limit of 1 MiB holds'),
  'rate-limit': roundabout('the rate of an operation counts all clients together'),
  cors: roundabout('every OPTIONS is answered by Tyk, preflight or not'),
  tls: roundabout('the certificate is /etc/tyk/tls/server.crt and server.key, which tyk.partial.json names'),
}
