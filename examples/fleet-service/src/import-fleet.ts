import { parseArgs } from 'node:util'
import { openStorage, type StorageStore } from '@dmt-providers/core'
import { handOver } from './command-line/hand-over.js'
import { runMain } from './command-line/run-main.js'
import { countLines } from './fleet/count-lines.js'
import { importDevices } from './fleet/import-devices.js'
import { startProgress } from './fleet/progress.js'
import { quietLogger } from './startup/console-logger.js'
import { loadConfig } from './startup/load-config.js'
import { replaceEnvironment } from './startup/replace-environment.js'
import { waitUntilReady } from './startup/wait-until-ready.js'
import { Environment } from './utils/Environment.js'

const usage = `Usage: import-fleet <file>

Stores the devices of a fleet file in the database of MPS_CONNECTION_STRING. Lines that are no device are reported by
number and left out. Run it again to complete an import that was cut short: devices that are there already stay as they
are. Exit code 0 when every line is in, 2 when some were left out, 1 when the import could not be completed.`

runMain(async () => {
  const { values, positionals } = parseArgs({ options: { help: { type: 'boolean' } }, allowPositionals: true })
  const file = positionals[0]
  if (values.help || file === undefined) {
    console.log(usage)
    return values.help ? 0 : 1
  }
  replaceEnvironment()
  Environment.Config = loadConfig()
  const lines = await countLines(file)
  const report = await importWithProgress(await openStore(Environment.Config.connection_string), file, lines)
  for (const { line, reason } of report.rejected) console.error(`${file}:${line}: ${reason}`)
  console.log(`${report.imported} imported, ${report.existing} there already, ${report.rejected.length} left out`)
  await handOver(report)
  return report.rejected.length > 0 ? 2 : 0
})

/** The hosts' interface takes devices one by one; the contract beneath it takes them in batches. */
async function openStore(url: string): Promise<StorageStore> {
  const store = await openStorage(url, { tables: ['devices'] })
  await waitUntilReady('storage', () => store.ping(), quietLogger)
  return store
}

async function importWithProgress(store: StorageStore, file: string, lines: number) {
  const progress = startProgress('import', lines)
  try {
    return await importDevices(store.devices, file, progress.update)
  } finally {
    progress.stop()
    await store.close()
  }
}
