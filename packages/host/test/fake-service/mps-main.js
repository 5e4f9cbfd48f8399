import { answerCalls } from './answer-calls.js'
import { configured } from './configured.js'
import { DbCreatorFactory } from './factories/DbCreatorFactory.js'
import { SecretManagerCreatorFactory } from './factories/SecretManagerCreatorFactory.js'
import { logger } from './logging/index.js'
import { merged } from './merged.js'
import { retyped } from './retyped.js'
import { untilReady } from './until-ready.js'
import { Environment } from './utils/Environment.js'
import { MPSValidationError } from './utils/MPSValidationError.js'

process.env = retyped(process.env)
Environment.Config = merged('mps')

try {
  await configured('mps', Environment)
  const { attempts } = Environment.Config
  const db = await new DbCreatorFactory().getDb()
  await untilReady(
    () => db.query('SELECT 1'),
    (text) => logger.info(`waiting for db: ${text}`),
    attempts,
  )
  for (const signal of ['SIGTERM', 'exit', 'uncaughtException']) process.on(signal, () => leave(db, signal))
  const secrets = await new SecretManagerCreatorFactory().getSecretManager(logger)
  await untilReady(
    () => secrets.health(),
    (text) => logger.info(`waiting for secrets: ${text}`),
    attempts,
  )
  if ((await secrets.getMPSCerts()) === null) {
    logger.info('new certificates')
    await secrets.writeSecretWithObject('MPSCerts', { data: { root_key: `${process.pid}` } })
  }
  answerCalls(
    { db, secrets, configuration: { now: () => Environment.Config } },
    (error) => error instanceof MPSValidationError,
  )
  process.send('listening')
} catch (error) {
  logger.error(`not started: ${error.message}`)
  process.send('gave up', () => process.disconnect())
}

async function leave(db, signal) {
  logger.info(`leaving: ${signal}`)
  const cleared = await db.devices.clearInstanceStatus(Environment.Config.instance_name)
  logger.info(`cleared: ${cleared}`)
  if (signal !== 'exit') setTimeout(() => process.exit(), 1000)
}
