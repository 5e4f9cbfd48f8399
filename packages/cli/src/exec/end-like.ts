import { codeOf, type Ending } from './ending.js'

/** Milliseconds that a reader who does not read may hold up the end. */
const patience = 1_000

/** Ends this process as another one ended: by the same signal, so that whoever waits for it sees the same. */
export async function endLike(ending: Ending): Promise<never> {
  await lastLines()
  if ('signal' in ending) {
    takeDefault(ending.signal)
    process.kill(process.pid, ending.signal)
  }
  // Reached for a signal that the system spares this process: the first one of a container has none that ends it.
  process.exit(codeOf(ending))
}

/** A listener that goes takes with it what Node itself does at a signal, such as nothing at SIGPIPE. */
function takeDefault(signal: NodeJS.Signals): void {
  if (signal === 'SIGKILL') return
  process.on(signal, () => undefined)
  process.removeAllListeners(signal)
}

async function lastLines(): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, patience).unref()
    process.stderr.write('', () => resolve())
  })
}
