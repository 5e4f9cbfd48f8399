import { spawn } from 'node:child_process'

/** Cleans up after this process, see {@link guardFolder}. */
export interface Guard {
  /** Names the server process that uses the folder now, or that none does. */
  watch(pid: number | undefined): void
  callOff(): void
}

/**
 * Kills a server and removes its folder when this process ends in whatever way, SIGKILL included: a shell of its own
 * reads the server's process id from a pipe that only this process holds open, and acts at the end of the input.
 */
export function guardFolder(folder: string): Guard {
  const script = 'while read -r line; do pid=$line; done; [ -z "$pid" ] || { kill -KILL "$pid"; sleep 1; }; rm -rf "$1"'
  const guard = spawn('sh', ['-c', script, 'sh', folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  guard.unref()
  // Without these the pipe alone would keep a finished test run alive, and a guard that is gone would crash it.
  if ('unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref()
  guard.stdin.on('error', () => undefined)
  return {
    watch: (pid) => void guard.stdin.write(`${pid ?? ''}\n`),
    callOff: () => void guard.kill('SIGKILL'),
  }
}
