import { spawn } from 'node:child_process'
import { root } from './workspace.mjs'

/**
 * @typedef {object} Finished
 * @property {boolean} ok
 * @property {number} seconds
 * @property {string} output everything that the command printed
 * @property {string} stdout what of it went to the standard output
 */

/**
 * Runs a command silently to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined> }} [options] `env` adds to this process's own
 * @returns {Promise<Finished>}
 */
export function run(command, args, { cwd = root, env = {} } = {}) {
  const started = performance.now()
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // npm's programs are .cmd files on Windows, which only a shell starts.
    shell: process.platform === 'win32' && !command.includes('\\'),
  })
  // What is under way ends with this process.
  const kill = () => child.kill()
  process.once('exit', kill)
  let [output, stdout] = ['', '']
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  child.stdout.on('data', (chunk) => (stdout += chunk))
  return new Promise((resolve) => {
    const finish = (/** @type {boolean} */ ok) => {
      process.off('exit', kill)
      resolve({ ok, seconds: (performance.now() - started) / 1000, output, stdout })
    }
    child.once('error', (error) => {
      output += error.message
      finish(false)
    })
    child.once('close', (code) => finish(code === 0))
  })
}

/**
 * Shows a line while `work` runs and its duration afterwards; what it printed is shown only when it failed.
 * @template {Pick<Finished, 'ok' | 'seconds' | 'output'>} T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  process.stdout.write(`${name.padEnd(24)} `)
  const finished = await work()
  process.stdout.write(`${finished.ok ? 'ok    ' : 'FAILED'} ${finished.seconds.toFixed(1).padStart(6)} s\n`)
  if (!finished.ok) process.stdout.write(`\n${finished.output.trim()}\n\n`)
  return finished
}
