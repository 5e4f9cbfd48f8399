import { redactText } from '@dmt-providers/core'

/** Milliseconds between two warnings of lost connections: a server that stops ends all of them at once. */
const betweenWarnings = 1_000

/** Warns of idle connections that somebody else ended, by the code `DMT_CONNECTION_LOST`; nobody else hears of them. */
export function warnerOfLost(product: string): (error: unknown) => void {
  let last = Number.NEGATIVE_INFINITY
  return (error) => {
    const now = performance.now()
    if (now - last < betweenWarnings) return
    last = now
    const reason = redactText(error instanceof Error ? error.message : String(error))
    process.emitWarning(`a ${product} connection ended: ${reason}`, { code: 'DMT_CONNECTION_LOST' })
  }
}
