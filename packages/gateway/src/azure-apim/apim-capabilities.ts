import { type Capabilities, cannot, native, roundabout } from '../render/capability.js'

/** Azure API Management, in every tier but Consumption and outside of workspaces, which have no websockets. */
export const apimCapabilities: Capabilities = {
  hs256: roundabout('the key is a named value from Key Vault, which must hold the base64 of the key’s bytes'),
  rs256: roundabout('the keys are found by the issuer’s discovery document, <issuer>/.well-known/openid-configuration'),
  'key-discovery': native,
  'issuer-with-two-keys': native,
  'cookie-token': roundabout('a policy expression reads the cookie; a Bearer header goes before it'),
  'query-token': roundabout('a policy expression reads the query'),
  'subprotocol-token': roundabout(
    'a policy expression reads the header at the handshake; whether the answer repeats the subprotocol is not documented, so try it before you rely on it',
  ),
  'bare-header-token': roundabout('a policy expression reads the header'),
  'claim-value': roundabout('a token with another value is answered with 401'),
  'claim-of-query': cannot(
    'claims are compared with fixed values alone',
    'the service behind checks it: MPS and Console compare the relay’s token with the device themselves, so leave claims out of the rule',
  ),
  'path-rewrite': native,
  'exact-rewrite': native,
  websocket: roundabout(
    'each is an API of its own, not in the Consumption tier nor in workspaces; other methods on its path are not found',
  ),
  'websocket-prefix': cannot('a websocket API has one path', 'make the route exact, or have one route for each path'),
  'guarded-websocket': native,
  tcp: cannot(
    'API Management carries HTTP alone',
    'put an Azure Standard Load Balancer (or a Kubernetes Service of type LoadBalancer) with a TCP rule before the service, with an idle timeout of 6 minutes',
  ),
  'unshared-connections': cannot(
    'API Management keeps connections to its backends',
    'run one MPS, where mps-router has no choice to make, or put a proxy that opens a connection per request in front of mps-router',
  ),
  'idle-timeout': roundabout('the bound of silence of a websocket is API Management’s own and cannot be set'),
  'response-timeout': native,
  'body-limit': roundabout('validate-content, which takes 4 MB at most'),
  'header-limit': roundabout('the bound of a request’s head is API Management’s own and cannot be set'),
  'rate-limit': native,
  cors: roundabout(
    'the cors policy answers preflights; other OPTIONS requests are not found, because an OPTIONS operation would disable it',
  ),
  tls: roundabout('host names and certificates are custom domains of the service; the named secrets are not used'),
}
