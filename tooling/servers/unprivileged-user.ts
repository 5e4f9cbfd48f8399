import { runCommand } from './run-command.js'

/** The identity under which a server runs. */
export interface UserId {
  uid: number
  gid: number
}

/**
 * Servers such as PostgreSQL refuse to run as root, so root runs them as the named user when the machine has it and
 * as `nobody` otherwise. Anyone else runs them as themselves: `undefined`.
 */
export async function unprivilegedUser(preferred: string): Promise<UserId | undefined> {
  if (process.getuid?.() !== 0) return undefined
  return (await idsOf(preferred)) ?? (await idsOf('nobody'))
}

async function idsOf(name: string): Promise<UserId | undefined> {
  try {
    const [uid, gid] = await Promise.all([runCommand('id', ['-u', name]), runCommand('id', ['-g', name])])
    return { uid: Number(uid), gid: Number(gid) }
  } catch {
    return undefined
  }
}
