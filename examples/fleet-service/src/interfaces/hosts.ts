import type { MpsDatabase } from './mps-database.js'
import type { RpsDatabase } from './rps-database.js'
import type { MpsSecretManager, RpsSecretManager } from './secret-manager.js'

/** What each of the two services of the toolkit asks of its providers. This service stands in for both. */
export interface Hosts {
  mps: { db: MpsDatabase; secrets: MpsSecretManager }
  rps: { db: RpsDatabase; secrets: RpsSecretManager }
}

/** The name of a service, which is also the prefix of its environment variables. */
export type HostName = keyof Hosts
