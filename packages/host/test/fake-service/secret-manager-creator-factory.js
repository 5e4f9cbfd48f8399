import { Environment } from '../utils/Environment.js'

/** Loads and constructs the secrets manager that the configuration names. */
export class SecretManagerCreatorFactory {
  static instance

  async getSecretManager(logger) {
    if (SecretManagerCreatorFactory.instance === undefined) {
      const { default: Provider } = await import(`../secrets/${Environment.Config.secrets_provider}/index.js`)
      SecretManagerCreatorFactory.instance = new Provider(logger)
    }
    return SecretManagerCreatorFactory.instance
  }
}
