import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Contract, readmeRow, scaffold } from './scaffold.js'

/** Writes a new provider into the workspace at `root` and lists it in the root README. Throws when it exists. */
export async function writeProvider(root: string, name: string, contract: Contract): Promise<string> {
  const files = await scaffold(name, contract)
  const folder = join('packages', name)
  if (existsSync(join(root, folder))) throw new Error(`${folder} exists already`)
  for (const [path, text] of files) {
    const target = join(root, folder, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, text)
  }
  const readme = join(root, 'README.md')
  await writeFile(readme, withRow(await readFile(readme, 'utf8'), readmeRow(name, contract)))
  return folder
}

/** Adds a row after the last package of the README's table. */
export function withRow(readme: string, row: string): string {
  const last = [...readme.matchAll(/^\| \[`@dmt-providers\/.*$/gm)].at(-1)
  if (!last) throw new Error('README.md has no table of packages')
  const end = last.index + last[0].length
  return `${readme.slice(0, end)}\n${row}${readme.slice(end)}`
}
