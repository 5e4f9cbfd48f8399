import { existsSync } from 'node:fs'
import { runCommand } from './run-command.js'
import type { MissingServer } from './server.js'

/** Another installation of the same run may be under way. */
const waitForLock = ['-o', 'DPkg::Lock::Timeout=180']

/** Installs packages of the Debian release that this runs on, and starts nothing of them. Throws what apt-get says. */
export async function installDebianPackages(packages: readonly string[]): Promise<MissingServer | undefined> {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return { missing: 'not root on Debian' }
  // The packages would start services of their own on well-known ports, unless the machine is "in maintenance".
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const install = [...waitForLock, 'install', '-y', '--no-install-recommends', ...packages]
  await runCommand('apt-get', [...waitForLock, 'update'], { env })
  // A first unpack was seen to fail for no reason of its own; the second is the answer.
  await runCommand('apt-get', install, { env }).catch(() => runCommand('apt-get', install, { env }))
  return undefined
}
