import type { HostName, Hosts } from '../interfaces/hosts.js'
import { configOf } from '../startup/config-of.js'

/** A storage provider's entry module, as the hosts see it. */
interface Entry<Db> {
  default: new (connectionString: string) => Db
}

/**
 * Loads storage providers by the relative dynamic import of MPS and RPS. It resolves from this module's own folder,
 * `dist/factories`, so the place of this file in `dist` is part of the interface.
 */
export class DbCreatorFactory {
  async getDb<H extends HostName>(host: H): Promise<Hosts[H]['db']> {
    const { db_provider, connection_string } = configOf(host)
    const { default: Provider }: Entry<Hosts[H]['db']> = await import(`../data/${db_provider}/index.js`)
    return new Provider(connection_string)
  }
}
