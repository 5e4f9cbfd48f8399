import { findHost, type HostLogger, type HostParts, secretsOfHost } from '@dmt-providers/host'
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
  return new StoredSecrets(await secretsOfHost({ ...host, logger }), logger)
}
