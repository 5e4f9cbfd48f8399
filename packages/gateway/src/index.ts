export { hs256Jwks } from './envoy/hs256-jwks.js'
export { GatewayError, type GatewayErrorCode } from './gateway-error.js'
export { checkSpec, defineGateway } from './model/define-gateway.js'
export type { Gateway } from './model/gateway.js'
export type { CompleteSpec, Cors, GatewaySpec } from './model/gateway-schema.js'
export type { Method } from './model/methods.js'
export type { HttpRoute, TcpRoute } from './model/route-schema.js'
export type { TokenClaim, TokenRule, TokenSource } from './model/token-schema.js'
export type { Upstream } from './model/upstream-schema.js'
export { parseGateway, readGateway } from './presets/parse-gateway.js'
export { type ConsoleOptions, type ConsoleService, presetConsole } from './presets/preset-console.js'
export { type MpsOptions, type MpsService, presetMps } from './presets/preset-mps.js'
export type { Place, PresetOptions } from './presets/preset-options.js'
export { type Capabilities, type Capability, capabilityNames, type Support } from './render/capability.js'
export type { Finding } from './render/finding.js'
export { patch } from './render/patch.js'
export { capabilities, render } from './render/render.js'
export {
  type AwsOptions,
  type EnvoyOptions,
  type GoogleOptions,
  type KongOptions,
  parseRenderOptions,
  type RenderOptions,
  type Target,
  targets,
} from './render/render-options.js'
export type { RenderResult } from './render/render-result.js'
export { type Decision, type GatewayRequest, matches } from './router/matches.js'
