import { aws } from '../aws/aws.js'
import { azureApim } from '../azure-apim/azure-apim.js'
import { envoy } from '../envoy/envoy.js'
import { GatewayError } from '../gateway-error.js'
import { google } from '../google/google.js'
import { kong } from '../kong/kong.js'
import type { Gateway } from '../model/gateway.js'
import { tyk } from '../tyk/tyk.js'
import type { Capabilities, Capability } from './capability.js'
import { findGaps } from './find-gaps.js'
import type { Finding } from './finding.js'
import { parseRenderOptions, type RenderOptions, type Target } from './render-options.js'
import type { RenderResult } from './render-result.js'
import { report } from './report.js'
import { secretsOf } from './secrets.js'

const renderers = { kong, envoy, aws, 'azure-apim': azureApim, google, tyk }

/**
 * Renders native configuration: pure, and the same text for the same description. Throws {@link GatewayError}:
 * `unsupported` when the gateway cannot do something that `allow` does not name, `invalid-options` for a target or a
 * capability that there is not. What is allowed to be missing is left out, and `report.md` says so.
 */
export function render(gateway: Gateway, options: RenderOptions): RenderResult {
  const { allow = [] } = parseRenderOptions(options)
  const { title, capabilities } = renderers[options.target]
  const findings = findGaps(gateway, capabilities)
  refuseGaps(findings, title, allow)
  const secrets = secretsOf(gateway)
  const files = { ...filesOf(gateway, options), 'report.md': report(`${gateway.name} on ${title}`, findings, secrets) }
  return { files: new Map(Object.entries(files)), findings, secrets }
}

/** What one gateway can do, by itself, in a roundabout way, or not at all. */
export function capabilities(target: Target): Capabilities {
  parseRenderOptions({ target })
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

function refuseGaps(findings: Finding[], title: string, allow: readonly Capability[]): void {
  const problems = findings
    .filter(({ severity, capability }) => severity === 'error' && !allow.includes(capability))
    .map(
      ({ capability, asked, message, workaround }) =>
        `${title} cannot do ${capability} (${asked.join(', ')}): ${message}. Do instead: ${workaround}; then allow "${capability}"`,
    )
  if (problems.length > 0) throw new GatewayError('unsupported', problems)
}
