import { run } from '../bootstrap/step.mjs'
import type { MissingServer } from '../servers/server.js'

/** A Node program to run the smoke on. */
export interface NodeProgram {
  version: string
  path: string
}

/**
 * The newest long-term-support line of Node that npm's `node` package ships. A line is LTS when the program itself
 * says so: an even line is not one before the October of its year.
 */
export async function newestLts(): Promise<NodeProgram | MissingServer> {
  const { ok, stdout } = await run('npm', ['view', 'node', 'versions', '--json'])
  if (!ok) return { missing: 'the registry does not list the package node' }
  for (const line of evenLines(JSON.parse(stdout)).slice(0, 3)) {
    const found = await programOf(line)
    if (found) return found
  }
  return { missing: "none of npm's three newest even lines of node runs here and is LTS" }
}

/** The even major versions in a list of versions, the newest first. */
export function evenLines(versions: string[]): number[] {
  const majors = new Set(
    versions.filter((version) => !version.includes('-')).map((version) => Number.parseInt(version, 10)),
  )
  return [...majors].filter((major) => major % 2 === 0).sort((a, b) => b - a)
}

async function programOf(line: number): Promise<NodeProgram | undefined> {
  const question =
    'JSON.stringify({ version: process.versions.node, path: process.execPath, lts: process.release.lts })'
  const { ok, stdout } = await run('npx', ['--yes', `node@${line}`, '-p', question])
  if (!ok) return undefined
  const { version, path, lts }: Record<'version' | 'path' | 'lts', string | undefined> = JSON.parse(stdout)
  return lts && version && path ? { version, path } : undefined
}
