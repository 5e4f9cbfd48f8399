import { findProgram } from '../../../../tooling/servers/find-program.js'
import { runCommand } from '../../../../tooling/servers/run-command.js'
import type { DataPlaneKind } from './data-plane.js'
import { runTyk } from './running-tyk.js'

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
      answers: { noToken: 400, badToken: 403, largeBody: 400, largeHeadBytes: 1_100_000 },
      lacks: {},
      serve: (gateway, given) => runTyk(program, redis, gateway, given),
    }
  },
}
