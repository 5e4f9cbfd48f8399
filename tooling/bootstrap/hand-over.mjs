import { spawn } from 'node:child_process'
import { root } from './workspace.mjs'

/**
 * Runs a program in this one's place: it has the terminal, gets the signals, and its end is the end of this process.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env] added to this process's own
 */
export function handOver(command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
    shell: process.platform === 'win32' && command === 'npx',
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal))
  child.once('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  child.once('close', (code) => process.exit(code ?? 1))
}
