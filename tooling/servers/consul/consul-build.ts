import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheFolder } from '../cache-folder.js'
import { runCommand } from '../run-command.js'

/** A release that Go's proxy has as a module which builds. */
const release = '1.20.1'

const module = 'github.com/hashicorp/consul'

/** Where the built program is, or will be; only a complete one has this name. */
export async function consulBuild(): Promise<string> {
  return join(await cacheFolder(`consul-${release}`), 'consul')
}

/** Builds Consul from its Go module into the cache folder. Takes minutes; throws what Go says. */
export async function buildConsul(): Promise<void> {
  const target = await consulBuild()
  const folder = await mkdtemp(join(tmpdir(), 'dmt-consul-build-'))
  const go = (...args: string[]) => runCommand('go', args, { cwd: folder, env: { ...process.env, CGO_ENABLED: '0' } })
  try {
    await writeFile(join(folder, 'go.mod'), 'module build\n\ngo 1.25\n')
    await go('get', '-tool', `${module}@v${release}`)
    await go('build', '-buildvcs=false', '-ldflags', '-s -w', '-o', `${target}.new`, module)
    await rename(`${target}.new`, target)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
