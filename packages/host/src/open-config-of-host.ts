import type { Service } from '@dmt-providers/central-config'
import { openConfig } from '@dmt-providers/core'
import { ConfigOfHost } from './config-of-host.js'
import { findHost } from './find-host.js'
import type { HostParts } from './host.js'
import type { HostKind } from './host-kind.js'
import { secretsOfHost } from './secrets-of-host.js'

/** Where the service itself would ask a Consul. */
export interface ConsulAddress {
  readonly host: string
  readonly port: number
}

/**
 * Finds the service and opens its configuration store: the URL in the file named by `<SERVICE>_CONFIG_URL_FILE`, else
 * `config_url`, else the Consul that the service itself would ask. Throws `invalid-options`.
 */
export async function openConfigOfHost(
  service: Service,
  kind: HostKind,
  consul: ConsulAddress,
  stack: string,
  parts: Pick<HostParts<unknown>, 'config' | 'logger'> | undefined,
): Promise<ConfigOfHost> {
  const host = await findHost(kind, stack, parts && { ...parts, errorClass: undefined })
  const { settings, logger } = host
  const named = (await settings.file('config_url')) ?? settings.get('config_url')
  const url = named ?? `consul://${consul.host}:${consul.port}`
  const store = await openConfig(url, { environment: settings.environment })
  logger.info(`The central configuration is kept by ${store.provider}`)
  return new ConfigOfHost(store, service, host, () => secretsOfHost(host))
}
