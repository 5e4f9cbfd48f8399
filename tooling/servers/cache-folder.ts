import { mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * A folder that keeps downloaded servers between runs. Root keeps them where the unprivileged user that runs the
 * server can read them, which its home folder is not.
 */
export async function cacheFolder(name: string): Promise<string> {
  const base = process.getuid?.() === 0 ? '/var/cache' : (process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'))
  const folder = join(base, 'dmt-providers', name)
  await mkdir(folder, { recursive: true, mode: 0o755 })
  return folder
}
