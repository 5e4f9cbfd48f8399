import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Launch } from '@dmt-providers/central-config'
import type { JsonObject } from '@dmt-providers/core'
import { onTestFinished } from 'vitest'
import { tempFolder } from '../../../../tooling/fixtures/temp-folder.js'
import { until } from '../../../../tooling/servers/until.js'
import { builtProgram, type Ended, endOf } from '../built-cli.js'
import type { Sent } from './exec-program.js'

/** What the service told of itself. */
export interface Told {
  readonly event: 'started' | 'signal' | 'ended'
  readonly pid: number
  readonly signal?: NodeJS.Signals
  readonly path?: string
  readonly modes?: readonly string[]
  readonly document?: JsonObject
  readonly env?: Readonly<Record<string, string>>
  readonly ppid?: number
}

/** A run of `dmt-providers exec` with the service of the tests. */
export interface ExecRun {
  readonly process: ChildProcess
  readonly ended: Promise<Ended>
  /** Folder of the service's files. */
  readonly folder: string
  /** Sends a configuration, or an error in place of one. */
  send(launch: Partial<Launch> | { fail: string }): void
  /** What the service told, once it is so much. */
  told(count: number): Promise<readonly Told[]>
  /** Resolves once this command has said something like it. */
  said(pattern: RegExp): Promise<void>
}

/** How `exec` is run. */
export interface ExecRunOptions {
  readonly options?: readonly string[]
  readonly variables?: Readonly<Record<string, string>>
  /** Default: the service of the tests. */
  readonly command?: readonly string[]
}

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

/** Restarts without any wait. */
export const atOnce = ['--splay', '0s', '--restart-interval', '0s']

/** Builds the command before the tests of a file, and answers how to run it with configurations that are sent to it. */
export function execRuns() {
  const program = builtProgram('exec/exec-program.ts', 'cli')
  return async ({ options = [], variables = {}, command }: ExecRunOptions = {}): Promise<ExecRun> => {
    const [folder, record] = [await tempFolder(), join(await tempFolder(), 'record')]
    const behind = command ?? [process.execPath, servicePath, record]
    const given = ['exec', '--config', 'file:unused', '--service', 'mps', '--run-folder', folder, ...options]
    const child = spawn(process.execPath, [program(), ...given, '--', ...behind], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...variables },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    const told = async () =>
      (await readFile(record, 'utf8'))
        .trimEnd()
        .split('\n')
        .map((line): Told => JSON.parse(line))
    onTestFinished(async () => {
      child.kill('SIGKILL')
      for (const { pid } of await told().catch(() => [])) killIfAlive(pid)
    })
    let err = ''
    child.stderr?.on('data', (chunk) => (err += chunk))
    return {
      process: child,
      ended: endOf(child),
      folder,
      send: (launch) => void child.send(('fail' in launch ? launch : launchOf(launch)) satisfies Sent),
      told: (count) =>
        until(`${count} events`, 20_000, async () => {
          const events = await told()
          return events.length >= count ? events : undefined
        }),
      said: async (pattern) =>
        void (await until(`${pattern}`, 20_000, async () => (pattern.test(err) ? true : undefined))),
    }
  }
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    return
  }
}
