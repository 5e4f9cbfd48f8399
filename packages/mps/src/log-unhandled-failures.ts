import { isProviderError } from '@dmt-providers/core'
import type { HostLogger } from '@dmt-providers/host'

let installed = false

/**
 * Keeps MPS running where it forgets to handle the failure of a store: it looks up a device at each new CIRA
 * connection and in its route for redirection tokens without a `catch`, so that one such call during a fail-over of
 * the database would end the process and drop every device. Other rejections are thrown on, as Node does by default.
 */
export function logUnhandledFailures(logger: HostLogger): void {
  if (installed) return
  installed = true
  process.on('unhandledRejection', (reason) => {
    if (isProviderError(reason)) logger.error(`MPS did not handle a failure: ${reason.message}`)
    else if (process.listenerCount('unhandledRejection') === 1) throw reason
  })
}
