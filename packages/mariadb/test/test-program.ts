import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join, parse } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'
import { afterAll, beforeAll } from 'vitest'
import { type Running, running } from './running-program.js'

const packageFolder = fileURLToPath(new URL('..', import.meta.url))

/** Builds a program of this folder before the tests of a file, and answers how to start it. Processes left over are killed. */
export function testProgram(file = 'program.ts') {
  const children: ChildProcess[] = []
  let folder = ''
  beforeAll(async () => {
    // The driver is not built in: it is found from within the package.
    folder = await mkdtemp(join(packageFolder, 'node_modules', '.test-program-'))
    await build({
      entry: [join(packageFolder, 'test', file)],
      tsconfig: join(packageFolder, 'tsconfig.json'),
      outDir: folder,
      outExtension: () => ({ js: '.mjs' }),
      format: 'esm',
      target: 'node20',
      platform: 'node',
      noExternal: [/^(?!mariadb)/],
      external: [/^mariadb/],
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
      config: false,
      silent: true,
    })
  })
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })
  return (args: readonly string[]): Running => {
    const child = spawn(process.execPath, [join(folder, `${parse(file).name}.mjs`), ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    children.push(child)
    return running(child)
  }
}
