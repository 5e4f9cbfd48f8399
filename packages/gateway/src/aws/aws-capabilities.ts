import { type Capabilities, cannot, native, roundabout } from '../render/capability.js'

/** Amazon API Gateway (HTTP API), with the load balancers and the CloudFront that it needs beside it. */
export const awsCapabilities: Capabilities = {
  hs256: roundabout(
    'API Gateway itself checks RSA signatures alone, so a Lambda function checks these; it answers a bad token with 403, which the sample web interface does not take for a log-out',
  ),
  rs256: roundabout('the JWT authorizer reads the first header or query source alone and insists on an audience'),
  'key-discovery': native,
  'issuer-with-two-keys': native,
  'cookie-token': roundabout('the Lambda function reads it; with RS256 the cookie is not read'),
  'query-token': native,
  'subprotocol-token': cannot(
    'websockets pass by an application load balancer, which reads no subprotocol',
    'leave the check to the service (guardRelay: false): MPS and Console check the relay’s token themselves',
  ),
  'bare-header-token': native,
  'claim-value': roundabout('the Lambda function compares it; the JWT authorizer of RS256 cannot, and is refused'),
  'claim-of-query': cannot(
    'claims are compared with fixed values alone',
    'the service behind checks it: MPS and Console compare the relay’s token with the device themselves, so leave claims out of the rule',
  ),
  'path-rewrite': native,
  'exact-rewrite': native,
  websocket: roundabout(
    'API Gateway’s own websockets are text by message and 32 KB a frame, so an application load balancer carries them, under one host by CloudFront, and other methods on their paths are answered with 404',
  ),
  'websocket-prefix': native,
  'guarded-websocket': cannot(
    'the load balancer checks no HS256 token, so the route is open at the gateway',
    'allow it only where the service behind checks the caller itself, as MPS and Console do for the relay',
  ),
  tcp: roundabout('a network load balancer carries them'),
  'unshared-connections': cannot(
    'API Gateway keeps connections to its integrations',
    'run one MPS, where mps-router has no choice to make, or put a proxy that opens a connection per request in front of mps-router',
  ),
  'idle-timeout': roundabout(
    'the load balancer waits 4,000 s at most; CloudFront has a bound of its own in front of it, which edge: "none" leaves out',
  ),
  'response-timeout': roundabout('API Gateway gives up after 30 s, whatever more is asked for'),
  'body-limit': roundabout('API Gateway takes 10 MB, whatever is asked for; MPS and RPS themselves take 100 kB'),
  'header-limit': roundabout('API Gateway takes a head of 10,240 bytes, whatever is asked for'),
  'rate-limit': roundabout('the throttle of the route counts all clients together'),
  cors: native,
  tls: roundabout('certificates of AWS Certificate Manager, by parameter; the named secrets are not used'),
}
