import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { run } from '../bootstrap/step.mjs'
import { root } from '../bootstrap/workspace.mjs'
import { checkWorkspace } from '../check-packages/check-workspace.js'
import { readFiles } from '../check-packages/read-files.js'
import { workspaceOf } from '../check-packages/workspace.js'
import { type Contract, contracts, scaffold } from './scaffold.js'
import { withRow, writeProvider } from './write-provider.js'

const names = Object.keys(contracts) as Contract[]
const vitest = join(root, 'node_modules/vitest/vitest.mjs')

/** A folder inside the workspace that looks like its root, so that a scaffold in it finds what it would find there. */
async function emptyWorkspace(): Promise<string> {
  const folder = await mkdtemp(join(root, '.scaffold-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'packages'))
  const siblings = (await readdir(join(root, 'packages'))).map((name) => `packages/${name}`)
  for (const path of ['tooling', ...siblings]) await symlink(join(root, path), join(folder, path))
  await writeFile(join(folder, 'README.md'), '| [`@dmt-providers/core`](packages/core) | core |\n')
  return folder
}

/** What an installation would link. */
async function linkDependencies(folder: string) {
  await mkdir(join(folder, 'node_modules'))
  await symlink(join(root, 'packages/core/node_modules/zod'), join(folder, 'node_modules/zod'))
}

const node = async (...args: string[]) => {
  const { ok, output } = await run(process.execPath, args)
  return ok ? 'ok' : output
}

describe.each(names)('a new %s provider', (contract) => {
  it('passes the format, lint, type and package checks, and its own tests', { timeout: 120_000 }, async () => {
    const workspace = await emptyWorkspace()
    const folder = join(workspace, await writeProvider(workspace, 'my-new-store', contract))
    await linkDependencies(folder)
    expect(await node(join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check', '--write', folder)).toBe('ok')
    expect(await node(join(root, 'node_modules/typescript/bin/tsc'), '-p', folder)).toBe('ok')
    expect(checkWorkspace(workspaceOf(await readFiles(workspace)))).toEqual([])
    const config = ['--config', join(root, 'vitest.config.ts'), '--root', workspace]
    expect(await node(vitest, 'run', 'packages/my-new-store/', ...config)).toBe('ok')
  })
})

describe('pnpm new:provider', () => {
  it.each(['MyStore', 'my_store', '', '-store', '../store'])('refuses the name "%s"', async (name) => {
    await expect(scaffold(name, 'secrets')).rejects.toThrow('no name for a provider')
  })

  it('refuses a package that exists', async () => {
    const workspace = await emptyWorkspace()
    await mkdir(join(workspace, 'packages/other'))
    await expect(writeProvider(workspace, 'other', 'secrets')).rejects.toThrow('packages/other exists already')
    expect(existsSync(join(workspace, 'packages/other/package.json'))).toBe(false)
  })

  it('adds the package after the last row of the table', () => {
    const table = '| [`@dmt-providers/a`](a) | a |\n| [`@dmt-providers/b`](b) | b |\n\nmore'
    expect(withRow(table, '| c |')).toBe(
      '| [`@dmt-providers/a`](a) | a |\n| [`@dmt-providers/b`](b) | b |\n| c |\n\nmore',
    )
  })
})
