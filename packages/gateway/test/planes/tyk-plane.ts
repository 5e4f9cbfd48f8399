import { findProgram } from '../../../../tooling/servers/find-program.js'
import { runCommand } from '../../../../tooling/servers/run-command.js'
import { plainPath } from '../requests.js'
import type { DataPlaneKind } from './data-plane.js'
import { runTyk } from './running-tyk.js'
import { tykExcepts, tykTakes } from './tyk-excepts.js'

const lacks = {
  'everything else: to the web interface, also a name that only begins like a route':
    'what begins like a listen path is not found, and tried at no other',
  'CIRA: the answer still comes after our side has ended': 'it closes both ways when one ends',
  'silence: a websocket is closed after its idle time': 'one write timeout for every connection',
  'timeout: a service that does not answer is given up': 'below a prefix one timeout for every service',
  'relay: only by the token of the device that it asks for': 'it compares claims with fixed values alone',
  'connections: kept to every other service': 'proxy_close_connections holds for every service',
}

/**
 * Tyk Gateway where a binary of it is given: by its path in `DMT_TEST_TYK`, or as `tyk` on the PATH. It keeps its state
 * in a Redis of its own, so `redis-server` has to be there too.
 */
export const tykPlane: DataPlaneKind = {
  name: 'tyk',
  find: async () => {
    const program = process.env.DMT_TEST_TYK ?? findProgram('tyk')
    const redis = findProgram('redis-server')
    if (program === undefined) return { missing: 'DMT_TEST_TYK is not set and there is no tyk on the PATH' }
    if (redis === undefined) return { missing: 'there is no redis-server on the PATH' }
    const version = await runCommand(program, ['version'])
    return {
      version: /v?\d+\.\d+[^\s"]*/.exec(version)?.[0] ?? version.trim(),
      answers: { noToken: 400, badToken: [401, 403], preflight: 204, largeBody: 400, largeHeadBytes: 1_100_000 },
      lacks,
      takes: tykTakes,
      excepts: (gateway, request) => tykExcepts(gateway, request) || !plainPath(request.path.split('?')[0] ?? ''),
      serve: (gateway, given) => runTyk(program, redis, gateway, given),
    }
  },
}
