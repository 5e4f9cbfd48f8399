import type { HostName, Hosts } from '../interfaces/hosts.js'
import type { Logger } from '../interfaces/logger.js'
import { configOf } from '../startup/config-of.js'

/** A secrets provider's entry module, as the hosts see it. */
interface Entry<Secrets> {
  default: new (logger: Logger) => Secrets
}

/** Loads secrets providers by the relative dynamic import of MPS and RPS, see `DbCreatorFactory`. */
export class SecretManagerCreatorFactory {
  async getSecretManager<H extends HostName>(host: H, logger: Logger): Promise<Hosts[H]['secrets']> {
    const { secrets_provider } = configOf(host)
    const { default: Provider }: Entry<Hosts[H]['secrets']> = await import(`../secrets/${secrets_provider}/index.js`)
    return new Provider(logger)
  }
}
