import { spawn } from 'node:child_process'

/** Cleans up after this process, see {@link guardFolder}. */
export interface Guard {
  /** Names the server processes that use the folder now. */
  watch(...pids: readonly (number | undefined)[]): void
  callOff(): void
}

/**
 * Kills servers and removes their folder when this process ends in whatever way, SIGKILL included: a shell of its own
 * reads the servers' process ids from a pipe that only this process holds open, and acts at the end of the input. A
 * PostgreSQL that one of them started in a folder within is found by the file in which it keeps its process id.
 */
export function guardFolder(folder: string): Guard {
  const script = [
    'while read -r line; do pids=$line; done',
    '[ -z "$pids" ] || kill -KILL $pids',
    'for file in "$1"/*/postmaster.pid; do',
    '  [ -f "$file" ] && read -r pid < "$file" || continue',
    // The number may be another process's by now; a PostgreSQL works in its own folder.
    '  [ "/proc/$pid/cwd" -ef "$(dirname "$file")" ] && kill -KILL "$pid" && pids=$pid',
    'done',
    '[ -z "$pids" ] || sleep 1',
    'rm -rf "$1"',
  ].join('\n')
  const guard = spawn('sh', ['-c', script, 'sh', folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  guard.unref()
  // Without these the pipe alone would keep a finished test run alive, and a guard that is gone would crash it.
  if ('unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref()
  guard.stdin.on('error', () => undefined)
  return {
    watch: (...pids) => void guard.stdin.write(`${pids.filter((pid) => pid !== undefined).join(' ')}\n`),
    callOff: () => void guard.kill('SIGKILL'),
  }
}
