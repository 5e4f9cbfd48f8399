import { setImmediate } from 'node:timers/promises'
import type { Host } from '@dmt-providers/host'

/** Turns of the event loop that RPS gets to go from having its secrets module to holding the manager. */
const turns = 10

/**
 * Resolves when RPS holds its secrets manager.
 *
 * RPS asks its database whether it is ready while the module of its secrets manager may still be loading, reads the
 * manager once at the answer, and never recovers from having read none. So the answer has to wait for that module: the
 * same specifier, resolved from where RPS resolves it, is the same module of this process, and when its import is done
 * RPS's own is too. RPS goes on in promise callbacks alone, all of which a few turns of the event loop let run.
 */
export async function secretsManagerConstructed(host: Pick<Host<unknown>, 'folder' | 'settings'>): Promise<void> {
  if (host.folder === undefined) return
  const factories = new URL('factories/', host.folder)
  const module = new URL(`../secrets/${host.settings.get('secrets_provider')}/index.js`, factories)
  // RPS itself reports a module that cannot be loaded.
  await import(/* @vite-ignore */ module.href).catch(() => undefined)
  for (let turn = 0; turn < turns; turn += 1) await setImmediate()
}
