import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheFolder } from '../cache-folder.js'
import { runCommand } from '../run-command.js'

/** The newest release that Go's proxy has as a module which builds; it has none of Vault 2 and none of OpenBao. */
const release = '1.21.1'

const kubernetes = 'github.com/hashicorp/vault-plugin-auth-kubernetes/cmd/vault-plugin-auth-kubernetes'

/** What is built: without the plugins for databases and clouds, which are two thirds of the work, but for Kubernetes. */
const programs = { vault: 'github.com/hashicorp/vault', 'vault-plugin-auth-kubernetes': kubernetes }

/** Where the built programs are, or will be; only complete ones have these names. */
export async function vaultBuild(): Promise<{ vault: string; plugins: string }> {
  const folder = await cacheFolder(`vault-${release}`)
  return { vault: join(folder, 'vault'), plugins: await cacheFolder(join(`vault-${release}`, 'plugins')) }
}

/** Builds Vault from its Go module into the cache folder. Takes minutes; throws what Go says. */
export async function buildVault(): Promise<void> {
  const { vault, plugins } = await vaultBuild()
  const folder = await mkdtemp(join(tmpdir(), 'dmt-vault-build-'))
  const go = (...args: string[]) => runCommand('go', args, { cwd: folder, env: { ...process.env, CGO_ENABLED: '0' } })
  try {
    await writeFile(join(folder, 'go.mod'), 'module build\n\ngo 1.25\n')
    await go('get', '-tool', `${programs.vault}@v${release}`)
    await go('get', '-tool', kubernetes)
    for (const [name, module] of Object.entries(programs)) {
      const target = name === 'vault' ? vault : join(plugins, name)
      await go('build', '-buildvcs=false', '-tags', 'minimal', '-ldflags', '-s -w', '-o', `${target}.new`, module)
      await rename(`${target}.new`, target)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
