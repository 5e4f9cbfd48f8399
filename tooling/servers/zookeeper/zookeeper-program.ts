import { existsSync } from 'node:fs'
import { installDebianPackages } from '../debian-packages.js'
import { findProgram } from '../find-program.js'
import type { ServerPrograms } from '../own-kinds.js'
import { runCommand } from '../run-command.js'
import { isMissing, type MissingServer } from '../server.js'

/** What ZooKeeper is run by. */
export interface ZookeeperProgram extends ServerPrograms {
  readonly java: string
  /** Where Java finds ZooKeeper and what it needs. */
  readonly classPath: string
}

/** Where Debian's package `libzookeeper-java`, on which `zookeeper` depends, puts it; its manifest names what it needs. */
const jar = '/usr/share/java/zookeeper.jar'

/** What TLS needs beside, which the manifest leaves out. */
const forTls = ['codec', 'resolver'].map((part) => `/usr/share/java/netty-${part}.jar`)

/** The class path of another release than Debian's: `/opt/zookeeper/lib/*`. */
const variable = 'DMT_TEST_ZOOKEEPER_CLASSPATH'

/** Looks for ZooKeeper on the machine. */
export async function installedZookeeper(): Promise<ZookeeperProgram | MissingServer> {
  const java = findProgram('java')
  const given = process.env[variable]
  if (java === undefined || (given === undefined && !existsSync(jar)))
    return { missing: `java or ${jar} is not installed, and ${variable} names no other release` }
  const classPath = given ?? [jar, ...forTls].join(':')
  const version = await runCommand(java, ['-cp', classPath, 'org.apache.zookeeper.version.VersionInfoMain'])
  return {
    java,
    classPath,
    version: /\d+(?:\.\d+)+/.exec(version)?.[0] ?? 'unknown',
    how: given === undefined ? jar : variable,
  }
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
