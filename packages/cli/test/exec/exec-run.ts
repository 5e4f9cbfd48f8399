import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Launch } from '@dmt-providers/central-config'
import type { JsonObject } from '@dmt-providers/core'
import { onTestFinished } from 'vitest'
import { tempFolder } from '../../../../tooling/fixtures/temp-folder.js'
import { killWithChildren } from '../../../../tooling/servers/process-tree.js'
import { until } from '../../../../tooling/servers/until.js'
import { builtProgram, type Ended, endOf } from '../built-cli.js'
import type { Sent } from './exec-program.js'

/** What the service told of itself. */
export interface Told {
  /** `started`, `signal`, `ended`, or what was typed. */
  readonly event: string
  readonly pid: number
  /** Milliseconds of the clock. */
  readonly at: number
  readonly signal?: NodeJS.Signals
  readonly path?: string
  readonly modes?: readonly string[]
  readonly document?: JsonObject
  readonly env?: Readonly<Record<string, string>>
  readonly ppid?: number
  readonly tty?: boolean
  /** Lines that it printed. */
  readonly lines?: number
}

/** A run of `dmt-providers exec` with the service of the tests. */
export interface ExecRun {
  readonly process: ChildProcess
  readonly ended: Promise<Ended>
  /** Resolves once this command waits for its first configuration. */
  readonly asked: Promise<unknown>
  /** Folder of the service's files. */
  readonly folder: string
  /** File to which the service tells what happens to it. */
  readonly record: string
  /** Sends a configuration, or an error in place of one. */
  send(launch: Partial<Launch> | { fail: string }): void
  /** What the service told, once it is so much. */
  told(count: number): Promise<readonly Told[]>
  /** The same of the child that it started. */
  childTold(count: number): Promise<readonly Told[]>
  /** Resolves once the service has printed so many bytes more. */
  printed(bytes: number): Promise<void>
  /** Resolves once this command has said something like it. */
  said(pattern: RegExp): Promise<void>
}

/** How `exec` is run. */
export interface ExecRunOptions {
  readonly options?: readonly string[]
  readonly variables?: Readonly<Record<string, string>>
  /** Default: the service of the tests. */
  readonly command?: readonly string[]
  /** Default: one that only a command with configurations of the test takes. */
  readonly config?: readonly string[]
  /** Default: a new one. */
  readonly runFolder?: string
  /** Default: that of the test. */
  readonly cwd?: string
  /** True to run it as the first process of a container: its numbers of processes are its own. */
  readonly asFirstProcess?: boolean
  /** A command that runs this one. */
  readonly through?: readonly string[]
}

/** Milliseconds to wait for something that has to happen. */
const patience = 20_000

/** Path of the service of the tests. */
export const servicePath = fileURLToPath(new URL('./service.mjs', import.meta.url))

/** A configuration of the service of the tests. */
export const launchOf = (launch: Partial<Launch> = {}): Launch => ({
  document: {},
  variables: {},
  version: '1',
  changed: [],
  source: 'store',
  ...launch,
})

/** What a command with configurations of the test does not look at. */
const unused = ['--config', 'file:unused', '--service', 'mps']

/** Restarts without any wait. */
export const atOnce = ['--splay', '0s', '--restart-interval', '0s']

/** True while a process runs; one that has ended and that nobody asks about does not, where the system tells. */
export async function isRunning(told: Told | undefined): Promise<boolean> {
  return !['Z', 'X', undefined].includes(await stateOf(told?.pid ?? 0))
}

/** One letter, as the system has it: `S` sleeps, `T` is stopped; `undefined` for no such process. */
export async function stateOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return /\) (\w) /.exec(stat)?.[1]
}

/**
 * Builds the command before the tests of a file, and answers how to run it: with configurations that are sent to it, or
 * as it is.
 */
export function execRuns(file: 'exec-program.ts' | 'exec-store-program.ts' = 'exec-program.ts') {
  // The client of etcd reads files beside its own.
  const program = builtProgram(`exec/${file}`, 'etcd')
  return async (how: ExecRunOptions = {}): Promise<ExecRun> => {
    const { options = [], variables = {}, command, through = [], config = unused, cwd } = how
    const [folder, record] = [how.runFolder ?? (await tempFolder()), join(await tempFolder(), 'record')]
    const behind = command ?? [process.execPath, servicePath, record]
    const given = ['exec', ...config, '--run-folder', folder, ...options]
    const outer = how.asFirstProcess === true ? ['unshare', '-pf', '--mount-proc', '--kill-child'] : through
    const [first = '', ...others] = [...outer, process.execPath, program(), ...given, '--', ...behind]
    const child = spawn(first, others, {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...variables },
      cwd,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    onTestFinished(async () => {
      // A service that was started a moment ago has told nothing yet.
      await killWithChildren(child.pid ?? 0)
      // Numbers of another namespace are those of strangers here.
      if (how.asFirstProcess !== true) await killTold(record)
    })
    let [err, bytes] = ['', 0]
    child.stderr?.on('data', (chunk) => (err += chunk))
    child.stdout?.on('data', (chunk: Buffer) => (bytes += chunk.length))
    const waitFor = async (what: string, is: () => boolean) =>
      void (await until(what, patience, async () => (is() ? true : undefined)))
    return {
      process: child,
      ended: endOf(child),
      asked: once(child, 'message'),
      folder,
      record,
      send: (launch) => void child.send(('fail' in launch ? launch : launchOf(launch)) satisfies Sent),
      told: (count) => toldAtLeast(record, count, () => err),
      childTold: (count) => toldAtLeast(`${record}.child`, count, () => err),
      printed: async (more) => {
        const enough = bytes + more
        await waitFor(`${more} bytes`, () => bytes >= enough)
      },
      said: (pattern) => waitFor(`${pattern}`, () => pattern.test(err)),
    }
  }
}

/** What a service told, once it is so much; `said` is what to say when it never is. */
export async function toldAtLeast(record: string, count: number, said = () => ''): Promise<readonly Told[]> {
  return await until(`${count} events`, patience, async () => {
    const events = await toldIn(record)
    if (events.length >= count) return events
    throw new Error(`${JSON.stringify(events.map(({ event, signal }) => signal ?? event))}\n${said()}`)
  })
}

/** Kills the service that told this, and its child. */
export async function killTold(record: string): Promise<void> {
  for (const { pid } of [...(await toldIn(record)), ...(await toldIn(`${record}.child`))]) killIfAlive(pid)
}

async function toldIn(record: string): Promise<Told[]> {
  const text = await readFile(record, 'utf8').catch(() => '')
  const lines = text.split('\n').slice(0, -1)
  return lines.map((line): Told => JSON.parse(line))
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    return
  }
}
