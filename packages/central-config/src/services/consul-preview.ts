import type { KnownKey } from './service-schema.js'

/** What the services' own preview of Consul does: read in `serviceManager` of both, and seen on the running services. */
const warning =
  "turns on the service's own preview of Consul, which writes the whole configuration there, secrets in clear, and " +
  'afterwards takes it from there and from nowhere else'

/** The keys of that preview. A central configuration needs none of them, but the services' own files have them all. */
export const consulPreview: readonly KnownKey[] = [
  {
    name: 'consul_enabled',
    type: 'truth',
    scope: 'shared',
    help: "Whether the service's own preview is on, which writes secrets in clear",
    warning,
  },
  { name: 'consul_host', type: 'text', scope: 'shared', help: 'Host of Consul, for the preview' },
  { name: 'consul_port', type: 'number', range: [1, 65_535], scope: 'shared', help: 'Port of Consul, for the preview' },
  { name: 'consul_key_prefix', type: 'text', scope: 'shared', help: 'Folder in Consul, for the preview' },
]
