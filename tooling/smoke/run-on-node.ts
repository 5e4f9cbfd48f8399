import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { run } from '../bootstrap/step.mjs'
import { root } from '../bootstrap/workspace.mjs'
import { notRun } from '../run-tests/not-run.js'
import type { PhaseResult } from '../run-tests/phase.js'
import { single } from '../run-tests/single.js'
import { type FreshDatabase, freshDatabase } from '../servers/fresh-database.js'
import type { KindName } from '../servers/kinds.js'
import { freshMariadb } from '../servers/mariadb/fresh-mariadb.js'
import { freshMssql } from '../servers/mssql/fresh-mssql.js'
import { isMissing } from '../servers/server.js'
import { testServer } from '../servers/test-server.js'
import { freshVault } from '../servers/vault/fresh-vault.js'
import { writeProgram } from './consumer.js'
import type { NodeProgram } from './newest-lts.js'
import type { PackedPackage } from './pack.js'
import { type ReadmeExample, readmeExample, withServer } from './readme-example.js'

const importAll = (entry: string) => `
const exported = await import('${entry}')
const names = Object.keys(exported)
const missing = names.filter((name) => exported[name] === undefined)
if (names.length === 0 || missing.length > 0) {
  throw new Error(\`${entry} exports \${names.length} names, of which undefined: \${missing.join(', ') || 'none'}\`)
}
`

const asTest = (code: string) => `import { it } from 'vitest'\nit('has every export', async () => {${code}})\n`

/** Imports one entry of an installed package and looks at each of its exports. */
export async function importEntry(project: string, entry: string, node: NodeProgram): Promise<PhaseResult> {
  const title = `import ${entry}`
  if (!entry.endsWith('/vitest')) return runProgram(title, node, await writeProgram(project, title, importAll(entry)))
  // Vitest's own module can only be imported within a run of it.
  const file = await writeProgram(project, title, asTest(importAll(entry)), 'program.test.mjs')
  return runProgram(title, node, file, [
    join(project, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--root',
    dirname(file),
  ])
}

/** Runs the first example of a package's README as it is printed, with a real server where it needs one. */
export async function runReadme(
  project: string,
  { folder, name }: PackedPackage,
  node: NodeProgram,
): Promise<PhaseResult> {
  const title = `README of ${name}`
  const example = readmeExample(await readFile(join(root, folder, 'README.md'), 'utf8').catch(() => ''))
  if (!example) return single(title, `node ${node.version}`, false, `${folder}/README.md has no example`)
  if (!example.needs) return runProgram(title, node, await writeProgram(project, title, example.code))
  const fresh = databases[example.needs]
  return fresh === undefined
    ? notRun(title, `it needs ${example.needs}, of which the smoke starts none`)
    : onFreshDatabase(project, title, { ...example, needs: example.needs }, fresh, node)
}

/** Makes an empty database, by the kind of server that an example needs. */
const databases: Readonly<Record<string, () => Promise<FreshDatabase>>> = {
  postgres: freshDatabase,
  mariadb: freshMariadb,
  mssql: freshMssql,
  etcd: () => sharedServer('etcd'),
  consul: () => sharedServer('consul'),
  zookeeper: () => sharedServer('zookeeper'),
  vault: freshVault,
}

/** A server on which an example may leave what it wrote, since nothing else of the run looks there. */
async function sharedServer(kind: KindName): Promise<FreshDatabase> {
  const server = await testServer(kind)
  if (isMissing(server)) throw new Error(`No ${kind} server: ${server.missing}`)
  return { url: server.url, drop: async () => undefined }
}

async function onFreshDatabase(
  project: string,
  title: string,
  { code, needs }: ReadmeExample & { needs: string },
  fresh: () => Promise<FreshDatabase>,
  node: NodeProgram,
) {
  const database = await fresh().catch((error: unknown) => String(error))
  if (typeof database === 'string') return notRun(title, database)
  try {
    const program = await writeProgram(project, title, withServer(code, needs, database.url))
    return await runProgram(title, node, program)
  } finally {
    await database.drop()
  }
}

async function runProgram(
  title: string,
  { path, version }: NodeProgram,
  file: string,
  args = [file],
): Promise<PhaseResult> {
  const { ok, output } = await run(path, args, { cwd: dirname(file) })
  return single(title, `node ${version}`, ok, ok ? '' : `${title} on node ${version}:\n${output}`)
}
