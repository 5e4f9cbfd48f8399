import type { Call } from '@dmt-providers/core'
import { isNotFound } from './errors.js'
import type { AwsSecretsManagerSettings } from './options.js'
import { currentStage, type SecretsClient, unexpected } from './secrets-client.js'

/**
 * Proves that AWS answers and lets this client read, and the first time that it lets it write and delete too: by calls
 * for a secret that no path can lead to, which AWS refuses to those without the right before it looks for it.
 */
export async function probeRights(
  client: SecretsClient,
  { prefix, recoveryDays }: Pick<AwsSecretsManagerSettings, 'prefix' | 'recoveryDays'>,
  proven: boolean,
  call: Call,
): Promise<void> {
  // An escape of no character.
  const name = `${prefix}/=probe`
  await refused(client.read(name, { stage: currentStage }, call))
  if (proven) return
  await refused(client.describe(name, call))
  await refused(client.write(name, { id: `dmt-${'0'.repeat(28)}`, text: '{}' }, call))
  await refused(client.restore(name, call))
  await refused(client.remove(name, recoveryDays, call))
}

/** Resolves when AWS says that it has no such secret. */
async function refused(asked: Promise<unknown>): Promise<void> {
  const answer = await asked.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (isNotFound(answer)) return
  throw answer ?? unexpected('answered a secret that nobody can have written')
}
