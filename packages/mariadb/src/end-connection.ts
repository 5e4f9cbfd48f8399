import type { ServerConnection } from './server-connection.js'

/** Milliseconds that asking for an end may take: a server that hangs does not answer this either. */
const patience = 1_000

/**
 * Asks the server over a connection of its own, which `open` makes, to end another one, with the statement that it works
 * on. Nothing is asked of a server that is not the same: behind an address with several of them the number may be
 * somebody else's. Resolves when it was asked, or cannot be; never rejects.
 */
export async function endConnection(victim: ServerConnection, open: () => Promise<ServerConnection>): Promise<void> {
  const asked = open().then(async (beside) => {
    const same = beside.identity === victim.identity && victim.id !== null
    if (same) await beside.query(`kill ${victim.id}`)
    await beside.end()
  })
  let tooLate: NodeJS.Timeout | undefined
  const patient = new Promise<void>((resolve) => {
    tooLate = setTimeout(resolve, patience)
  })
  await Promise.race([asked, patient]).catch(() => undefined)
  clearTimeout(tooLate)
}
