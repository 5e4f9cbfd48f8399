import type { Server } from 'node:http'

/** How long open requests and the last statement may take, as in MPS. */
const graceMs = 1000

/** On SIGINT, SIGTERM and SIGHUP takes no more requests, runs `cleanUp` and ends the process with exit code 0. */
export function stopOnSignals(service: Server, cleanUp: () => Promise<unknown>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, async () => {
      setTimeout(() => process.exit(), graceMs)
      const closed = new Promise((resolve) => service.close(resolve))
      service.closeIdleConnections()
      await Promise.all([closed, cleanUp()])
      process.exit()
    })
  }
}
