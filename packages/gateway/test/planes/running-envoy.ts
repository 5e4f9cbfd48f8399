import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Gateway, hs256Jwks, render } from '../../src/index.js'
import type { Given, Serving } from './data-plane.js'

/** Renders the gateway, starts Envoy with it and waits until it takes connections. */
export async function runEnvoy(
  program: string,
  gateway: Gateway,
  { secrets, variables, options }: Given,
): Promise<Serving> {
  const folder = await mkdtemp(join(tmpdir(), 'dmt-envoy-'))
  const config = join(folder, 'envoy.yaml')
  await writeFile(config, render(gateway, { target: 'envoy', ...options }).files.get('envoy.yaml') ?? '')
  const keys = Object.entries(secrets).map(([name, value]) => [`${name}_JWKS`, hs256Jwks(value)])
  const env = { ...process.env, ...Object.fromEntries(keys), ...variables }
  const settings = ['-c', config, '--concurrency', '1', '--disable-hot-restart', '--component-log-level', 'main:debug']
  const envoy = spawn(program, settings, { env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  try {
    await untilListening(envoy)
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

/**
 * Envoy listens after its clusters have resolved their names, which is after its main loop has begun; only then are
 * the workers started. So the first worker's line is the first that tells of open ports.
 */
const listening = 'worker entering dispatch loop'

function untilListening(envoy: ChildProcess): Promise<void> {
  let log = ''
  return new Promise((resolve, reject) => {
    envoy.stderr?.on('data', (chunk: Buffer) => {
      log += chunk.toString()
      if (log.includes(listening)) resolve()
    })
    envoy.once('error', reject)
    envoy.once('exit', (code) =>
      reject(new Error(`envoy ended with ${code}: ${log.split('\n').slice(-4).join(' | ')}`)),
    )
  })
}
