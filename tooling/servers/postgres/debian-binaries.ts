import { installDebianPackages } from '../debian-packages.js'
import { isMissing } from '../server.js'
import type { FindBinaries } from './binaries.js'
import { installedBinaries } from './installed-binaries.js'

/** PostgreSQL of the Debian release that this runs on. */
export const debianBinaries: FindBinaries = async () => {
  const refused = await installDebianPackages(['postgresql'])
  if (refused !== undefined) return refused
  const found = await installedBinaries()
  return isMissing(found) ? found : { ...found, how: `Debian package, ${found.how}` }
}
