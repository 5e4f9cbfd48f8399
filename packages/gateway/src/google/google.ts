import type { Renderer } from '../render/renderer.js'
import { yaml } from '../render/yaml.js'
import { espv2Flags } from './espv2-flags.js'
import { googleCapabilities } from './google-capabilities.js'
import { openapi } from './openapi.js'

/** What the description has to name of your project. */
export interface GoogleOptions {
  /** Name of the Endpoints service. Default: the first of `hosts`, or `<name>.endpoints.PROJECT_ID.cloud.goog`. */
  service?: string
  /** Where the proxy reads the keys of HS256 rules, as `<keys>/<rule>.json`. Default `http://127.0.0.1:9555`. */
  keys?: string
}

/** An OpenAPI 2.0 description for Cloud Endpoints, and the flags of its proxy. */
export const google: Renderer<GoogleOptions> = {
  title: 'Google Cloud Endpoints',
  capabilities: googleCapabilities,
  files: (gateway, { service, keys = 'http://127.0.0.1:9555' }) => {
    const host = service ?? gateway.hosts[0] ?? `${gateway.name}.endpoints.PROJECT_ID.cloud.goog`
    return { 'openapi.yaml': yaml(openapi(gateway, host, keys)), 'espv2.flags': espv2Flags(gateway) }
  },
}
