import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheFolder } from '../cache-folder.js'
import { requiredServers } from '../required-servers.js'
import { runCommand } from '../run-command.js'
import type { MissingServer } from '../server.js'
import type { EtcdProgram } from './etcd-program.js'

/** The newest release of each line, beside that of Debian, which Go's proxy has as a module. */
const releases = { '3.5': '3.5.35', '3.6': '3.6.16', '3.7': '3.7.3' }

/** A line of releases that is built from its Go module. */
export type EtcdLine = keyof typeof releases

/** Every such line. */
export const etcdLines = Object.keys(releases).filter((line): line is EtcdLine => line in releases)

/** The line that every run has beside Debian's; the others are run where they are asked for, since each takes minutes. */
const everyRun: EtcdLine = '3.7'

/** Whether a line is only run where `CONFORMANCE_REQUIRE` names it. */
export const isOnRequest = (line: EtcdLine): boolean => line !== everyRun

const module = 'go.etcd.io/etcd/server/v3'

/** etcd of a line, if it was built before and is to be run. */
export async function builtEtcd(line: EtcdLine): Promise<EtcdProgram | MissingServer> {
  const isAskedFor = requiredServers([]).some((kind) => kind.startsWith(`etcd-${line}`))
  if (isOnRequest(line) && !isAskedFor)
    return { missing: `etcd ${releases[line]} is run where CONFORMANCE_REQUIRE names etcd-${line}` }
  const program = await programOf(line)
  if (existsSync(program)) return { program, version: releases[line], how: program }
  return { missing: `etcd ${releases[line]} was not built; a minute each: npx tsx tooling/servers/etcd/build.ts` }
}

/** Builds etcd of a line into the cache folder. Throws what Go says. */
export async function buildEtcd(line: EtcdLine): Promise<void> {
  const program = await programOf(line)
  const folder = await mkdtemp(join(tmpdir(), 'dmt-etcd-build-'))
  const go = (...args: string[]) => runCommand('go', args, { cwd: folder, env: { ...process.env, CGO_ENABLED: '0' } })
  try {
    await writeFile(join(folder, 'go.mod'), 'module build\n\ngo 1.25\n')
    await go('get', '-tool', `${module}@v${releases[line]}`)
    await go('build', '-buildvcs=false', '-ldflags', '-s -w', '-o', `${program}.new`, module)
    await rename(`${program}.new`, program)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const programOf = async (line: EtcdLine) => join(await cacheFolder(`etcd-${releases[line]}`), 'etcd')
