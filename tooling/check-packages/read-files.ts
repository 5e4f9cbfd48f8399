import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Files } from './workspace.js'

const generated = new Set(['node_modules', 'dist', '.git', '.turbo', 'coverage', 'pnpm-lock.yaml'])
const binary = /\.(?:tgz|log|png|jpe?g|gif|ico|woff2?|pdf|zip)$/

/** Reads every text file below `root` that a person wrote. */
export async function readFiles(root: string): Promise<Files> {
  const files = new Map<string, string>()
  await readFolder(root, '', files)
  return files
}

async function readFolder(root: string, folder: string, files: Map<string, string>) {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    if (generated.has(entry.name) || binary.test(entry.name)) continue
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory()) await readFolder(root, path, files)
    else if (entry.isFile()) files.set(path, await readFile(join(root, path), 'utf8'))
  }
}
