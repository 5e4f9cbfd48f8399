import type { KongOptions } from '../render/render-options.js'
import type { Renderer } from '../render/renderer.js'
import { yaml } from '../render/yaml.js'
import { kongCapabilities } from './kong-capabilities.js'
import { kongDocument } from './kong-document.js'
import { kongEnvironment } from './kong-environment.js'

/** Kong Gateway 3.9: `kong.yaml` and the environment beside it. */
export const kong: Renderer<KongOptions> = {
  title: 'Kong Gateway',
  capabilities: kongCapabilities,
  files: (gateway, { flavor = 'deck' }) =>
    flavor === 'deck'
      ? {
          'kong.yaml': yaml(kongDocument(gateway, (name) => `\${{ env "DECK_${name}" }}`)),
          'kong.env': kongEnvironment(gateway, false),
        }
      : {
          'kong.template.yaml': yaml(kongDocument(gateway, (name) => `\${${name}}`)),
          'kong.env': kongEnvironment(gateway, true),
        },
}
