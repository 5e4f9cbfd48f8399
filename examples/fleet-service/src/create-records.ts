import { handOver } from './command-line/hand-over.js'
import { runMain } from './command-line/run-main.js'
import { createRecords } from './records/create-records.js'
import { secretFingerprints } from './records/secret-fingerprints.js'
import { quietLogger } from './startup/console-logger.js'
import { loadConfig } from './startup/load-config.js'
import { openDatabase, openSecretManager } from './startup/open-providers.js'
import { replaceEnvironment } from './startup/replace-environment.js'
import { Environment } from './utils/Environment.js'

// Creates the records of a small set-up with their secrets, and the passwords of the fleet's first device.
runMain(async () => {
  replaceEnvironment()
  Environment.Config = loadConfig()
  const mps = await openDatabase('mps', quietLogger)
  const [device] = await mps.devices.get(1, 0)
  if (device === undefined) throw new Error('there is no device yet; import a fleet first')
  const rps = { db: await openDatabase('rps', quietLogger), secrets: await openSecretManager('rps', quietLogger) }
  const { created, existing, secretPaths } = await createRecords(rps, device.guid)
  console.log(`${created} records created, ${existing} there already, ${secretPaths.length} secrets kept for them`)
  await handOver({ device: device.guid, fingerprints: await secretFingerprints(rps.secrets, secretPaths) })
  return 0
})
