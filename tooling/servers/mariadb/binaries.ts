import { installDebianPackages } from '../debian-packages.js'
import { findProgram } from '../find-program.js'
import { isMissing, type MissingServer } from '../server.js'

/** MariaDB's programs. */
export interface Binaries {
  readonly server: string
  /** Makes the data folder of a new server. */
  readonly install: string
  readonly how: string
}

/** Looks for MariaDB's programs, or gets them. */
export type FindBinaries = () => Promise<Binaries | MissingServer>

/** MariaDB as it is already installed. */
export const installedBinaries: FindBinaries = async () => {
  const [server, install] = [findProgram('mariadbd'), findProgram('mariadb-install-db')]
  if (server === undefined || install === undefined) return { missing: 'no mariadbd and mariadb-install-db found' }
  return { server, install, how: `program ${server}` }
}

/** MariaDB of the Debian release that this runs on. */
export const debianBinaries: FindBinaries = async () => {
  const refused = await installDebianPackages(['mariadb-server'])
  if (refused !== undefined) return refused
  const found = await installedBinaries()
  return isMissing(found) ? found : { ...found, how: `Debian package, ${found.how}` }
}
