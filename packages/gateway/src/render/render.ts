import { type AwsOptions, aws } from '../aws/aws.js'
import { azureApim } from '../azure-apim/azure-apim.js'
import { envoy } from '../envoy/envoy.js'
import { GatewayError } from '../gateway-error.js'
import { type GoogleOptions, google } from '../google/google.js'
import { type KongOptions, kong } from '../kong/kong.js'
import type { Gateway } from '../model/gateway.js'
import { tyk } from '../tyk/tyk.js'
import { type Capabilities, type Capability, capabilityNames } from './capability.js'
import { findGaps } from './find-gaps.js'
import type { Finding } from './finding.js'
import type { RenderResult } from './render-result.js'
import { report } from './report.js'
import { secretsOf } from './secrets.js'

/** The options of each renderer by the gateway's name. */
export interface TargetOptions {
  kong: KongOptions
  envoy: object
  aws: AwsOptions
  'azure-apim': object
  google: GoogleOptions
  tyk: object
}

/** A gateway that there is a renderer for. */
export type Target = keyof TargetOptions

const renderers = { kong, envoy, aws, 'azure-apim': azureApim, google, tyk }

/** Every gateway that there is a renderer for. */
export const targets = Object.keys(renderers) as readonly Target[]

/** What to render, and which gaps to accept. */
export type RenderOptions = {
  [T in Target]: {
    target: T /** Capabilities that may be missing. */
    allow?: readonly Capability[]
  } & TargetOptions[T]
}[Target]

/**
 * Renders native configuration: pure, and the same text for the same description. Throws {@link GatewayError}:
 * `unsupported` when the gateway cannot do something that `allow` does not name, `invalid-options` for a target or a
 * capability that there is not. What is allowed to be missing is left out, and `report.md` says so.
 */
export function render(gateway: Gateway, options: RenderOptions): RenderResult {
  const { allow = [] } = options
  refuseUnknown(options.target, allow)
  const { title, capabilities } = renderers[options.target]
  const findings = findGaps(gateway, capabilities)
  refuseGaps(findings, title, allow)
  const secrets = secretsOf(gateway)
  const files = { ...filesOf(gateway, options), 'report.md': report(`${gateway.name} on ${title}`, findings, secrets) }
  return { files: new Map(Object.entries(files)), findings, secrets }
}

/** What one gateway can do, by itself, in a roundabout way, or not at all. */
export function capabilities(target: Target): Capabilities {
  refuseUnknown(target, [])
  return renderers[target].capabilities
}

function filesOf(gateway: Gateway, options: RenderOptions): Record<string, string> {
  switch (options.target) {
    case 'kong':
      return kong.files(gateway, options)
    case 'envoy':
      return envoy.files(gateway, options)
    case 'aws':
      return aws.files(gateway, options)
    case 'azure-apim':
      return azureApim.files(gateway, options)
    case 'google':
      return google.files(gateway, options)
    case 'tyk':
      return tyk.files(gateway, options)
  }
}

function refuseUnknown(target: string, allow: readonly string[]): void {
  const unknown = allow.filter((name) => !capabilityNames.some((known) => known === name))
  const problems = [
    ...(Object.hasOwn(renderers, target) ? [] : [`target: there is no "${target}"; use one of ${targets.join(', ')}`]),
    ...unknown.map((name) => `allow: there is no capability "${name}"; use some of ${capabilityNames.join(', ')}`),
  ]
  if (problems.length > 0) throw new GatewayError('invalid-options', problems)
}

function refuseGaps(findings: Finding[], title: string, allow: readonly Capability[]): void {
  const problems = findings
    .filter(({ severity, capability }) => severity === 'error' && !allow.includes(capability))
    .map(
      ({ capability, asked, message, workaround }) =>
        `${title} cannot do ${capability} (${asked.join(', ')}): ${message}. Do instead: ${workaround}; then allow "${capability}"`,
    )
  if (problems.length > 0) throw new GatewayError('unsupported', problems)
}
