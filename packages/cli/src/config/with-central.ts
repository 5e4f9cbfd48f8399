import { CentralConfig, documentKey } from '@dmt-providers/central-config'
import { isProviderError, openConfig } from '@dmt-providers/core'
import type { CommandContext } from '../command.js'
import { exitCodes } from '../exit-codes.js'
import { givenConfigUrl, givenService } from './config-options.js'
import { Refusal } from './refusal.js'
import { tell } from './tell.js'

/**
 * Opens the configuration of the given service, works on it, and closes it again. While the store is asked, whoever
 * watches is told. A {@link Refusal} becomes one line for each reason, and exit code 4.
 */
export async function withCentral(
  context: CommandContext,
  work: (central: CentralConfig, context: CommandContext) => Promise<number>,
): Promise<number> {
  const service = givenService(context)
  const { environment } = context
  const store = await openConfig(givenConfigUrl(context), { environment })
  context.status?.(`${documentKey(service)}: asking the store …`)
  try {
    return await work(new CentralConfig(store, service), clearing(context))
  } catch (error) {
    const reasons = reasonsOf(error)
    if (reasons === undefined) throw error
    for (const reason of reasons) tell(clearing(context), reason)
    return exitCodes.refused
  } finally {
    context.status?.('')
    await store.close()
  }
}

/** What `invalid-argument` means here: options have a code of their own, so it is what lies in the store. */
function reasonsOf(error: unknown): readonly string[] | undefined {
  if (error instanceof Refusal) return error.reasons
  return isProviderError(error) && error.code === 'invalid-argument' ? [error.message] : undefined
}

/** Every line takes the place of what the status line says. */
function clearing(context: CommandContext): CommandContext {
  const { status } = context
  if (status === undefined) return context
  const after = (write: (line: string) => void) => (line: string) => {
    status('')
    write(line)
  }
  return { ...context, out: after(context.out), err: after(context.err) }
}
