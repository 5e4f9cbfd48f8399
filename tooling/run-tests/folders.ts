import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../bootstrap/workspace.mjs'

/** The folders of `parent` in the workspace that hold a package, such as `packages/core`, with `below` where it exists. */
export async function foldersOf(parent: 'packages' | 'examples', below = ''): Promise<string[]> {
  const names = await readdir(join(root, parent)).catch(() => [])
  return names
    .filter((name) => existsSync(join(root, parent, name, 'package.json')))
    .map((name) => join(parent, name, below))
    .filter((folder) => existsSync(join(root, folder)))
}
