import type { ServerKind } from '../server.js'
import { installedMoto, packagedMoto } from './moto-program.js'
import { askMoto, startMoto } from './start-moto.js'

/** How to get a server that stands in for AWS: Secrets Manager, KMS and STS. */
export const moto: ServerKind = {
  variable: 'DMT_TEST_MOTO_URL',
  connect: async (url) => {
    await askMoto(url)
    return { url, version: 'unknown', how: 'DMT_TEST_MOTO_URL', stop: async () => undefined }
  },
  ways: [
    { name: 'program on the machine', start: () => startMoto(installedMoto) },
    { name: 'Python package', start: () => startMoto(packagedMoto) },
  ],
}
