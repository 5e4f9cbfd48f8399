import type { Renderer } from '../render/renderer.js'
import { yaml } from '../render/yaml.js'
import { clusters } from './clusters.js'
import { envoyCapabilities } from './envoy-capabilities.js'
import { listeners } from './listeners.js'

/** Envoy 1.40: one static bootstrap. */
export const envoy: Renderer<object> = {
  title: 'Envoy',
  capabilities: envoyCapabilities,
  files: (gateway) => ({
    'envoy.yaml': yaml({ static_resources: { listeners: listeners(gateway), clusters: clusters(gateway) } }),
  }),
}
