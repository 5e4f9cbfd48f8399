import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Gateway, hs256Jwks, render } from '../../src/index.js'

/** An Envoy that serves a gateway until it is stopped. */
export interface RunningEnvoy {
  stop(): Promise<void>
}

/** Renders the gateway, starts Envoy with it and waits until it serves. `secrets` are HS256 keys by name. */
export async function runEnvoy(
  program: string,
  gateway: Gateway,
  secrets: Record<string, string>,
  variables: Record<string, string> = {},
): Promise<RunningEnvoy> {
  const folder = await mkdtemp(join(tmpdir(), 'dmt-envoy-'))
  const config = join(folder, 'envoy.yaml')
  await writeFile(config, render(gateway, { target: 'envoy' }).files.get('envoy.yaml') ?? '')
  const keys = Object.entries(secrets).map(([name, value]) => [`${name}_JWKS`, hs256Jwks(value)])
  const env = { ...process.env, ...Object.fromEntries(keys), ...variables }
  const options = ['-c', config, '--concurrency', '1', '--disable-hot-restart', '-l', 'info']
  const envoy = spawn(program, options, { env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  try {
    await untilServing(envoy)
  } catch (error) {
    envoy.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  return {
    stop: async () => {
      const ended = once(envoy, 'exit')
      envoy.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function untilServing(envoy: ChildProcess): Promise<void> {
  let log = ''
  return new Promise((resolve, reject) => {
    envoy.stderr?.on('data', (chunk: Buffer) => {
      log += chunk.toString()
      if (log.includes('starting main dispatch loop')) resolve()
    })
    envoy.once('error', reject)
    envoy.once('exit', (code) =>
      reject(new Error(`envoy ended with ${code}: ${log.split('\n').slice(-4).join(' | ')}`)),
    )
  })
}
