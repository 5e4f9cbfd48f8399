import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createService } from './http/create-service.js'
import { consoleLogger } from './startup/console-logger.js'
import { loadConfig } from './startup/load-config.js'
import { openDatabase, openSecretManager } from './startup/open-providers.js'
import { replaceEnvironment } from './startup/replace-environment.js'
import { stopOnSignals } from './startup/stop-on-signals.js'
import { Environment } from './utils/Environment.js'

/** Starts the service in the order of the hosts: environment, settings, storage, secret store, and then HTTP. */
async function main(): Promise<void> {
  replaceEnvironment()
  Environment.Config = loadConfig()
  const hosts = {
    mps: { db: await openDatabase('mps', consoleLogger), secrets: await openSecretManager('mps', consoleLogger) },
    rps: { db: await openDatabase('rps', consoleLogger), secrets: await openSecretManager('rps', consoleLogger) },
  }
  const { web_host, web_port, instance_name } = Environment.Config
  const service = createService(hosts, consoleLogger)
  stopOnSignals(service, () => hosts.mps.db.devices.clearInstanceStatus(instance_name))
  service.listen(web_port, web_host)
  await once(service, 'listening')
  const { port } = service.address() as AddressInfo
  consoleLogger.info(
    `fleet-service listening on http://${web_host.includes(':') ? `[${web_host}]` : web_host}:${port}/`,
  )
}

main().catch((error: unknown) => {
  // The hosts leave with 0 here, so that no supervisor starts them again; this service does not follow them in that.
  consoleLogger.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
})
