import { codeOf, type Ending } from './ending.js'

/** Milliseconds that a reader who does not read may hold up the end. */
const patience = 1_000

/** Ends this process as another one ended: by the same signal, so that whoever waits for it sees the same. */
export async function endLike(ending: Ending): Promise<never> {
  await lastLines()
  if ('signal' in ending) {
    process.removeAllListeners(ending.signal)
    process.kill(process.pid, ending.signal)
  }
  // Also for a signal that does not end this process: the system spares the first process of a container, and Node
  // ignores some.
  process.exit(codeOf(ending))
}

async function lastLines(): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, patience).unref()
    process.stderr.write('', () => resolve())
  })
}
