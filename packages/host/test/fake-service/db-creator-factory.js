import { Environment } from '../utils/Environment.js'

/** Loads and constructs the database that the configuration names. */
export class DbCreatorFactory {
  static instance

  async getDb() {
    if (DbCreatorFactory.instance === undefined) {
      const { default: Provider } = await import(`../data/${Environment.Config.db_provider}/index.js`)
      DbCreatorFactory.instance = new Provider(Environment.Config.connection_string)
    }
    return DbCreatorFactory.instance
  }
}
