import { findHost, type HostLogger, type HostParts, secretsOfHost } from '@dmt-providers/host'
import { RootLock } from './cira-root/root-lock.js'
import { rootPolicy } from './cira-root/root-policy.js'
import { RootRecord } from './cira-root/root-record.js'
import { mps } from './mps.js'
import type { SecretsService } from './secrets-service.js'
import { StoredSecrets } from './stored-secrets.js'

/** Finds the service and opens its secret store. Throws `invalid-options`. */
export async function openMpsSecrets(
  logger: HostLogger,
  stack: string,
  parts: Pick<HostParts<unknown>, 'config'> | undefined,
): Promise<SecretsService> {
  const host = await findHost(mps, stack, parts && { ...parts, errorClass: undefined })
  const lock = new RootLock(rootPolicy(host.settings), new RootRecord(host.settings), logger)
  return new StoredSecrets(await secretsOfHost({ ...host, logger }), lock, logger)
}
