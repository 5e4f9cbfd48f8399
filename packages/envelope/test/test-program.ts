import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
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

/**
 * Builds `program.ts` into one file before the tests of a file: it starts fast, and every user may read it. Answers how
 * to start it.
 */
export function testProgram() {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dmt-envelope-program-'))
    await chmod(folder, 0o755)
    await build({
      entry: [fileURLToPath(new URL('program.ts', import.meta.url))],
      tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
      outDir: folder,
      outExtension: () => ({ js: '.mjs' }),
      format: 'esm',
      target: 'node20',
      platform: 'node',
      noExternal: [/.*/],
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
      config: false,
      silent: true,
    })
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return (args: readonly string[], key: string, uid?: number): Running => {
    const child = spawn(process.execPath, [join(folder, 'program.mjs'), ...args], {
      env: { DMT_ENVELOPE_KEY: key },
      stdio: ['ignore', 'pipe', 'inherit'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    })
    return running(child)
  }
}

function running(child: ChildProcess): Running {
  const lines: Line[] = []
  const waiting: (() => void)[] = []
  const input = child.stdout
  if (input === null) throw new Error('the program has no output')
  createInterface({ input }).on('line', (line) => {
    lines.push(JSON.parse(line) as Line)
    for (const look of waiting) look()
  })
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal))
  })
  const printed = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => lines.length >= count && resolve()
      waiting.push(look)
      look()
      void ended.then(() => resolve())
    })
  return { process: child, lines, printed, ended }
}
