import { answerCalls } from './answer-calls.js'
import { configured } from './configured.js'
import { DbCreatorFactory } from './factories/DbCreatorFactory.js'
import { SecretManagerCreatorFactory } from './factories/SecretManagerCreatorFactory.js'
import Logger from './Logger.js'
import { untilReady } from './until-ready.js'
import { Environment } from './utils/Environment.js'
import { RPSError } from './utils/RPSError.js'

const logger = new Logger('Index')

/** Gets the secrets manager at its own pace; who asks for it before has none. */
class Configurator {
  constructor() {
    new DbCreatorFactory().getDb().then((db) => {
      this.first = db
      new SecretManagerCreatorFactory().getSecretManager(new Logger('Secrets')).then((manager) => {
        this.secretsManager = manager
      })
    })
  }
}

await configured('rps', Environment)

const { attempts } = Environment.Config
const configurator = new Configurator()

new DbCreatorFactory()
  .getDb()
  .then(async (db) => {
    await untilReady(
      () => db.query('SELECT 1'),
      (text) => logger.info(`waiting for db: ${text}`),
      attempts,
    )
    const secrets = configurator.secretsManager
    await untilReady(
      () => secrets.health(),
      (text) => logger.info(`waiting for secrets: ${text}`),
      attempts,
    )
    const configuration = { now: () => Environment.Config }
    answerCalls({ db, first: configurator.first, secrets, configuration }, (error) => error instanceof RPSError)
    process.send('listening')
  })
  .catch((error) => {
    logger.error(`not started: ${error.message}`)
    process.exit(0)
  })
