import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { programPath, type Surroundings } from './run-program.js'

type Child = ChildProcessByStdio<null, Readable, null>

/** The service in a process of its own. */
export class RunningService {
  private constructor(
    readonly url: string,
    private readonly child: Child,
  ) {}

  /** Starts it, and resolves when it listens. Throws when it ends before that. */
  static async start({ cwd, env }: Surroundings): Promise<RunningService> {
    const child = spawn(process.execPath, [programPath('index')], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] })
    const stop = () => child.kill()
    process.once('exit', stop)
    child.once('close', () => process.off('exit', stop))
    return new RunningService(await listeningUrl(child), child)
  }

  /** Fetches an address of the service: status and JSON body, where there is one. */
  async get(path: string): Promise<{ status: number; body: unknown }> {
    const response = await fetch(new URL(path, this.url))
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }

  /** Stops it as a supervisor would; answers its exit code. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM')
    return await this.ended()
  }

  /** Resolves with the exit code when the service ends by itself. */
  async ended(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit')
    return this.child.exitCode
  }
}

async function listeningUrl(child: Child): Promise<string> {
  const lines = createInterface(child.stdout)
  for await (const line of lines) {
    const url = /listening on (\S+)$/.exec(line)?.[1]
    if (url !== undefined) {
      child.stdout.resume()
      return url
    }
    console.log(`   service: ${line}`)
  }
  throw new Error('the service ended before it was ready')
}
