import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const packages = fileURLToPath(new URL('../../', import.meta.url))
const tsup = join(dirname(createRequire(import.meta.url).resolve('tsup/package.json')), 'dist/cli-default.js')

interface Manifest {
  files: string[]
  scripts: { build: string }
  dependencies: Record<string, string>
}

/**
 * Puts packages of this workspace into the `node_modules` of a folder as npm would: freshly built from their present
 * sources, so that no stale build passes or fails a test, and what they depend on beside them.
 */
export async function installPackages(names: readonly string[], folder: string): Promise<void> {
  await Promise.all(names.map((name) => installPackage(name, join(folder, 'node_modules'))))
}

async function installPackage(name: string, modules: string): Promise<void> {
  const [source, target] = [join(packages, name), join(modules, '@dmt-providers', name)]
  const manifest: Manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'))
  await mkdir(target, { recursive: true })
  for (const path of ['package.json', ...manifest.files.filter((file) => file !== 'dist')])
    await cp(join(source, path), join(target, path), { recursive: true })
  const own = manifest.scripts.build.split(' ').slice(1)
  await promisify(execFile)(process.execPath, [tsup, ...own, '--no-dts', '-d', join(target, 'dist')], { cwd: source })
  const others = Object.keys(manifest.dependencies).filter((one) => !one.startsWith('@dmt-providers/'))
  for (const dependency of others) await link(join(source, 'node_modules', dependency), join(modules, dependency))
}

/** Two packages may depend on the same one. */
async function link(source: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true })
  await symlink(source, target).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
}
