import type { EnvoyOptions } from '../render/render-options.js'
import type { Renderer } from '../render/renderer.js'
import { yaml } from '../render/yaml.js'
import { clusters } from './clusters.js'
import { envoyCapabilities } from './envoy-capabilities.js'
import { listeners } from './listeners.js'

/** Envoy 1.40: one static bootstrap. */
export const envoy: Renderer<EnvoyOptions> = {
  title: 'Envoy',
  capabilities: envoyCapabilities,
  files: (gateway, { authorities = '/etc/ssl/certs/ca-certificates.crt', keysSeconds = 600 }) => ({
    'envoy.yaml': yaml({
      static_resources: {
        listeners: listeners(gateway, keysSeconds),
        clusters: clusters(gateway, authorities),
      },
    }),
  }),
}
