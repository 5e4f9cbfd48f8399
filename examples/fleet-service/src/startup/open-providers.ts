import { DbCreatorFactory } from '../factories/DbCreatorFactory.js'
import { SecretManagerCreatorFactory } from '../factories/SecretManagerCreatorFactory.js'
import type { HostName, Hosts } from '../interfaces/hosts.js'
import type { Logger } from '../interfaces/logger.js'
import { waitUntilReady } from './wait-until-ready.js'

/** Loads the storage provider of a host and waits until it answers. */
export async function openDatabase<H extends HostName>(host: H, logger: Logger): Promise<Hosts[H]['db']> {
  const db = await new DbCreatorFactory().getDb(host)
  await waitUntilReady(`${host} db`, () => db.query('SELECT 1'), logger)
  return db
}

/** Loads the secrets provider of a host and waits until it answers. */
export async function openSecretManager<H extends HostName>(host: H, logger: Logger): Promise<Hosts[H]['secrets']> {
  const secrets = await new SecretManagerCreatorFactory().getSecretManager(host, logger)
  await waitUntilReady(`${host} secret provider`, () => secrets.health(), logger)
  return secrets
}
