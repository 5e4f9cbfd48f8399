import type { GoogleOptions } from '../render/render-options.js'
import type { Renderer } from '../render/renderer.js'
import { yaml } from '../render/yaml.js'
import { espv2Flags } from './espv2-flags.js'
import { googleCapabilities } from './google-capabilities.js'
import { openapi } from './openapi.js'

/** An OpenAPI 2.0 description for Cloud Endpoints, and the flags of its proxy. */
export const google: Renderer<GoogleOptions> = {
  title: 'Google Cloud Endpoints',
  capabilities: googleCapabilities,
  files: (gateway, { service, keys = 'http://127.0.0.1:9555' }) => {
    const host = service ?? gateway.hosts[0] ?? `${gateway.name}.endpoints.PROJECT_ID.cloud.goog`
    return { 'openapi.yaml': yaml(openapi(gateway, host, keys)), 'espv2.flags': espv2Flags(gateway) }
  },
}
