import { existsSync } from 'node:fs'
import { runCommand } from '../run-command.js'
import { isMissing } from '../server.js'
import type { FindBinaries } from './binaries.js'
import { installedBinaries } from './installed-binaries.js'

/** PostgreSQL of the Debian release that this runs on. */
export const debianBinaries: FindBinaries = async () => {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return { missing: 'not root on Debian' }
  // The packages would start a cluster of their own on port 5432, unless the machine is "in maintenance".
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const install = ['install', '-y', '--no-install-recommends', 'postgresql']
  await runCommand('apt-get', ['update'], { env })
  // A first unpack was seen to fail for no reason of its own; the second is the answer.
  await runCommand('apt-get', install, { env }).catch(() => runCommand('apt-get', install, { env }))
  const found = await installedBinaries()
  return isMissing(found) ? found : { ...found, how: `Debian package, ${found.how}` }
}
