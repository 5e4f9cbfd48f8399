import { parseArgs } from 'node:util'
import { handOver } from './command-line/hand-over.js'
import { runMain } from './command-line/run-main.js'
import { secretFingerprints } from './records/secret-fingerprints.js'
import { quietLogger } from './startup/console-logger.js'
import { loadConfig } from './startup/load-config.js'
import { openSecretManager } from './startup/open-providers.js'
import { replaceEnvironment } from './startup/replace-environment.js'
import { Environment } from './utils/Environment.js'

// Reads the secrets at the given paths as RPS does and the password of a device as MPS does, and prints none of them.
runMain(async () => {
  const { values, positionals: paths } = parseArgs({ options: { device: { type: 'string' } }, allowPositionals: true })
  replaceEnvironment()
  Environment.Config = loadConfig()
  const rps = await openSecretManager('rps', quietLogger)
  const fingerprints = await secretFingerprints(rps, paths)
  if (values.device !== undefined) await checkDevice(values.device, rps)
  console.log(`${paths.length} secrets read`)
  await handOver({ fingerprints })
  return 0
})

/** What RPS stored for a device must be what MPS connects to it with. */
async function checkDevice(guid: string, rps: Awaited<ReturnType<typeof openSecretManager<'rps'>>>): Promise<void> {
  const mps = await openSecretManager('mps', quietLogger)
  const [user, password] = (await mps.getAMTCredentials(guid)) ?? []
  const stored = await rps.getSecretFromKey(`devices/${guid}`, 'AMT_PASSWORD')
  if (user !== 'admin' || stored === null || password !== stored) {
    throw new Error('MPS does not read the password that RPS stored for the device')
  }
}
