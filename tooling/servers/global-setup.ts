import { startBroker } from './broker.js'

/** The variable by which test workers find the broker of their run. */
export const brokerVariable = 'DMT_TEST_BROKER_URL'

/**
 * Vitest's global setup: offers servers to every test file, and starts none before one is asked for. A broker that is
 * already there, which `npm test` has for all its phases, serves this run too.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env[brokerVariable]) return undefined
  const broker = await startBroker()
  process.env[brokerVariable] = broker.url
  return () => broker.close()
}
