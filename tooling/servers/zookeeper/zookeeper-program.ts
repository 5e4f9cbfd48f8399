import { existsSync } from 'node:fs'
import { installDebianPackages } from '../debian-packages.js'
import { findProgram } from '../find-program.js'
import type { ServerPrograms } from '../own-kinds.js'
import { runCommand } from '../run-command.js'
import { isMissing, type MissingServer } from '../server.js'

/** What ZooKeeper is run by. */
export interface ZookeeperProgram extends ServerPrograms {
  readonly java: string
  /** Its manifest names every other library. */
  readonly jar: string
}

/** Where Debian's package `libzookeeper-java`, on which `zookeeper` depends, puts it. */
const jar = '/usr/share/java/zookeeper.jar'

/** Looks for ZooKeeper on the machine. */
export async function installedZookeeper(): Promise<ZookeeperProgram | MissingServer> {
  const java = findProgram('java')
  if (java === undefined || !existsSync(jar)) return { missing: `java or ${jar} is not installed` }
  const main = 'org.apache.zookeeper.version.VersionInfoMain'
  const version = await runCommand(java, ['-cp', jar, main])
  return { java, jar, version: /\d+(?:\.\d+)+/.exec(version)?.[0] ?? 'unknown', how: jar }
}

/** ZooKeeper of the Debian release that this runs on. */
export async function debianZookeeper(): Promise<ZookeeperProgram | MissingServer> {
  return (await installDebianPackages(['zookeeper', 'default-jre-headless'])) ?? (await installedZookeeper())
}

/** Looks for ZooKeeper, or installs it. */
export async function findZookeeper(): Promise<ZookeeperProgram | MissingServer> {
  const found = await installedZookeeper()
  if (!isMissing(found)) return found
  const installed = await debianZookeeper().catch((error: unknown) => ({ missing: String(error) }))
  return isMissing(installed) ? { missing: `${found.missing}; Debian package: ${installed.missing}` } : installed
}
