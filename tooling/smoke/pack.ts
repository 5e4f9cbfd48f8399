import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../bootstrap/step.mjs'
import { pnpm, root } from '../bootstrap/workspace.mjs'
import { foldersOf } from '../run-tests/folders.js'

/** A package as a registry would get it. */
export interface PackedPackage {
  name: string
  /** The package's folder in the workspace. */
  folder: string
  tarball: string
  /** Packages that a part of it needs and that npm does not install by itself. */
  optionalPeers: string[]
  version: string
  /** Names of the commands that it installs. */
  commands: string[]
}

/** Packs every package that is published into `destination`; throws with pnpm's output when one cannot be packed. */
export async function packAll(destination: string): Promise<PackedPackage[]> {
  const packed: PackedPackage[] = []
  for (const folder of await foldersOf('packages')) {
    const manifest = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'))
    if (manifest.private) continue
    const { ok, output } = await run('npx', pnpm('--dir', folder, 'pack', '--pack-destination', destination))
    if (!ok) throw new Error(`${folder} cannot be packed:\n${output}`)
    const file = `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`
    const optionalPeers = Object.keys(manifest.peerDependenciesMeta ?? {})
    const { name, version, bin = {} } = manifest
    packed.push({ name, folder, tarball: join(destination, file), optionalPeers, version, commands: Object.keys(bin) })
  }
  return packed
}
