import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../bootstrap/step.mjs'
import type { PackedPackage } from './pack.js'

/** Makes an empty project in `folder` and installs the tarballs with npm; returns npm's output when that fails. */
export async function installInto(folder: string, packed: PackedPackage[]): Promise<string | undefined> {
  const dependencies = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]))
  // Packages of this release that others depend on must be the packed ones too, and never a published namesake.
  const overrides = Object.fromEntries(packed.map(({ name }) => [name, `$${name}`]))
  const peers = Object.fromEntries(packed.flatMap(({ optionalPeers }) => optionalPeers).map((name) => [name, '*']))
  const manifest = { name: 'consumer', private: true, type: 'module', dependencies, devDependencies: peers, overrides }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2))
  const { ok, output } = await run('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder })
  return ok ? undefined : output
}

/** Everything that an installed package lets a program import, such as `@dmt-providers/mps/db/index.js`. */
export async function entriesOf(folder: string, name: string): Promise<string[]> {
  const text = await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8')
  const { exports = { '.': {} } }: { exports?: Record<string, unknown> } = JSON.parse(text)
  return Object.keys(exports)
    .filter((entry) => entry !== './package.json' && !entry.includes('*'))
    .map((entry) => name + entry.slice(1))
}

/** Writes a program into a folder of its own inside the project, so that files which it makes disturb no other. */
export async function writeProgram(project: string, name: string, code: string, file = 'program.mjs'): Promise<string> {
  const folder = join(project, 'programs', name.replaceAll('/', '-'))
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, file), code)
  return join(folder, file)
}
