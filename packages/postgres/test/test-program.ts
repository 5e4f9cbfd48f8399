import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'
import { afterAll, beforeAll } from 'vitest'

/** A line that the program printed. */
export type Line = Record<string, unknown>

/** A running program. */
export interface Running {
  readonly process: ChildProcess
  /** What it has printed so far. */
  readonly lines: readonly Line[]
  /** Resolves once it has printed so many lines, or ended. */
  printed(count: number): Promise<void>
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>
}

const packageFolder = fileURLToPath(new URL('..', import.meta.url))

/** Builds `program.ts` before the tests of a file, and answers how to start it. Processes left over are killed. */
export function testProgram() {
  const children: ChildProcess[] = []
  let folder = ''
  beforeAll(async () => {
    // The drivers are not built in, since PGlite reads files beside its own: they are found from within the package.
    folder = await mkdtemp(join(packageFolder, 'node_modules', '.test-program-'))
    await build({
      entry: [join(packageFolder, 'test', 'program.ts')],
      tsconfig: join(packageFolder, 'tsconfig.json'),
      outDir: folder,
      outExtension: () => ({ js: '.mjs' }),
      format: 'esm',
      target: 'node20',
      platform: 'node',
      noExternal: [/^(?!pg$|@electric-sql\/)/],
      external: ['pg', /^@electric-sql\//],
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
    const child = spawn(process.execPath, [join(folder, 'program.mjs'), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(child)
    return running(child)
  }
}

function running(child: ChildProcess): Running {
  const lines: Line[] = []
  const waiting = new Set<() => void>()
  const input = child.stdout
  if (input === null) throw new Error('the program has no output')
  createInterface({ input }).on('line', (line) => {
    lines.push(JSON.parse(line))
    for (const look of waiting) look()
  })
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal))
  })
  const printed = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => lines.length >= count && resolve()
      waiting.add(look)
      look()
      void ended.then(() => resolve())
    })
  return { process: child, lines, printed, ended }
}
