import { ConnectionUrl, Environment, findProvider } from '@dmt-providers/core'
import type { DemoOptions } from './demo-options.js'

/**
 * Finds the providers that the URLs name, so that a typing error is told at once: the services themselves, like the
 * hosts, ask for 51 seconds before they give up. Throws `invalid-options`.
 */
export async function checkUrls({ storage, secrets }: DemoOptions): Promise<void> {
  const environment = new Environment()
  await findProvider('storage', ConnectionUrl.parse(storage, '--storage'), environment)
  await findProvider('secrets', ConnectionUrl.parse(secrets, '--secrets'), environment)
}
