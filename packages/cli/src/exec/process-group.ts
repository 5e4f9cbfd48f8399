import { readdir, readFile } from 'node:fs/promises'

/** Sends a signal to every process of a group. That it is gone, or belongs to another user, is no error. */
export function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal)
  } catch {
    return
  }
}

/**
 * True while a process of the group runs. One that has ended and that nobody asks about, as the first process of a
 * container leaves them, does not count where the system tells (`/proc`).
 */
export async function groupRuns(group: number): Promise<boolean> {
  try {
    process.kill(-group, 0)
  } catch (error) {
    if (isGone(error)) return false
  }
  const states = await statesOf(group)
  return states.length === 0 || states.some((state) => !'ZX'.includes(state))
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ESRCH'
}

/** One letter for each process of the group, as the system has them; none where it does not tell. */
async function statesOf(group: number): Promise<string[]> {
  const names = await readdir('/proc').catch(() => [])
  const processes = names.filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(processes.map((id) => readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')))
  return lines.flatMap((line) => {
    // The name before it is in brackets and may hold anything: state, parent and group stand behind the last one.
    const [state, , itsGroup] = line.slice(line.lastIndexOf(')') + 2).split(' ')
    return state !== undefined && Number(itsGroup) === group ? [state] : []
  })
}
