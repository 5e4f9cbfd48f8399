import type { HostParts } from '@dmt-providers/host'
import { ServiceConfig } from '@dmt-providers/host/entry'
import { rps } from './rps.js'

/**
 * The central configuration of RPS over any configuration store, which `RPS_CONFIG_URL` names, in the place of its own
 * Consul client. RPS constructs it with the address of a Consul, which is asked when no URL is set.
 */
export class RpsConfig extends ServiceConfig {
  /** `parts` stand in for the running service where there is none. */
  constructor(host: string, port: number, parts?: Pick<HostParts<unknown>, 'config' | 'logger'>) {
    super(async (stack) => {
      const { openConfigOfHost } = await import('@dmt-providers/host')
      return await openConfigOfHost('rps', rps, { host, port }, stack, parts)
    })
  }
}
