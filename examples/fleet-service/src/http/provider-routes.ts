import { ConnectionUrl } from '@dmt-providers/core'
import type { HostName } from '../interfaces/hosts.js'
import { configOf } from '../startup/config-of.js'
import { ok } from './reply.js'
import type { Route } from './route.js'

/** Which storage and which secret store serve each host. */
export function providerRoutes(): Route[] {
  return [{ path: '/api/v1/providers', handle: () => ok({ mps: providersOf('mps'), rps: providersOf('rps') }) }]
}

/** A URL is told by its scheme alone, since the rest may hold a password. */
function providersOf(host: HostName) {
  const { connection_string, secrets_url, db_provider, secrets_provider } = configOf(host)
  return {
    storage: { scheme: ConnectionUrl.parse(connection_string, 'connection_string').scheme, provider: db_provider },
    secrets: {
      // Without a URL the providers use the hosts' own settings, which name a Vault.
      scheme: secrets_url === undefined ? 'vault' : ConnectionUrl.parse(secrets_url, 'secrets_url').scheme,
      provider: secrets_provider,
    },
  }
}
