import { describe } from 'vitest'
import { requiredServers } from '../../../../tooling/servers/required-servers.js'
import { isMissing } from '../../../../tooling/servers/server.js'
import type { DataPlane } from './data-plane.js'
import { envoyPlane } from './envoy-plane.js'
import { tykPlane } from './tyk-plane.js'

const kinds = [envoyPlane, tykPlane]

/** Stands in where the tests of a suite are only listed by name; none of them nor a hook runs. */
const absent: DataPlane = {
  version: '',
  answers: { noToken: 0, badToken: [], preflight: 0, largeBody: 0, largeHeadBytes: 0 },
  lacks: {},
  takes: () => false,
  excepts: () => false,
  serve: () => Promise.reject(new Error('there is no gateway')),
}

/**
 * A suite for every product that can be run here, `await`ed at the top level of a test file. Where one cannot, its
 * tests are reported as skipped, with the reason in the title.
 */
export async function describeOnPlanes(title: string, suite: (plane: DataPlane) => void): Promise<void> {
  for (const { name, find } of kinds) {
    const plane = await find()
    if (!isMissing(plane)) {
      describe(`${title} [on ${name} ${plane.version}]`, () => suite(plane))
      continue
    }
    if (requiredServers([envoyPlane.name]).includes(name)) throw new Error(`${name} is required: ${plane.missing}`)
    describe.skip(`${title} [no ${name}: ${plane.missing}]`, () => suite(absent))
  }
}
