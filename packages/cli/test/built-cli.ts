import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join, parse } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'
import { afterAll, beforeAll } from 'vitest'

const packages = fileURLToPath(new URL('../..', import.meta.url))

/** How a run of the command ended. */
export interface Ended {
  /** Exit code, or the signal that ended it. */
  readonly code: number | NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

/** A run of the command. */
export interface Run {
  readonly process: ChildProcess
  readonly ended: Promise<Ended>
}

/** Builds the command before the tests of a file, and answers how to start it with arguments and variables. */
export function builtCli(): (args: readonly string[], variables?: Readonly<Record<string, string>>) => Run {
  const children: ChildProcess[] = []
  // The drivers are not built in, since PGlite reads files beside its own: they are found from within the provider.
  const program = builtProgram('cli-program.ts', 'postgres')
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL')
  })
  return (args, variables = {}) => {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...variables }
    const child = spawn(process.execPath, [program(), ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
    children.push(child)
    return { process: child, ended: endOf(child) }
  }
}

/**
 * Builds a program of this folder before the tests of a file, and answers its path. What is not built in is found from
 * within the package `beside`.
 */
export function builtProgram(file: string, beside: string): () => string {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(packages, beside, 'node_modules', '.test-cli-'))
    await build({
      entry: [join(packages, 'cli', 'test', file)],
      tsconfig: join(packages, 'cli', 'tsconfig.json'),
      outDir: folder,
      outExtension: () => ({ js: '.mjs' }),
      format: 'esm',
      target: 'node20',
      platform: 'node',
      noExternal: [/^(?!pg$|etcd3$|@grpc\/|@electric-sql\/|@aws-sdk\/|@azure\/)/],
      external: ['pg', 'etcd3', /^@(grpc|electric-sql|aws-sdk|azure)\//],
      banner: { js: "import { createRequire as from } from 'node:module'; const require = from(import.meta.url)" },
      config: false,
      silent: true,
    })
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return () => join(folder, `${parse(file).name}.mjs`)
}

/** How a process ended, and what it printed. */
export async function endOf(child: ReturnType<typeof spawn>): Promise<Ended> {
  if (child.stdout === null || child.stderr === null) throw new Error('the command has no output')
  const closed = new Promise<Ended['code']>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal))
  })
  const [code, out, err] = await Promise.all([closed, text(child.stdout), text(child.stderr)])
  return { code, out, err }
}
