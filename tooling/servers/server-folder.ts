import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Guard, guardFolder } from './guard-folder.js'
import { type UserId, unprivilegedUser } from './unprivileged-user.js'

/** A temporary folder in which servers run, under a user that is not root. */
export interface ServerFolder {
  readonly path: string
  /** `undefined` when servers run as this process does. */
  readonly user: UserId | undefined
  readonly guard: Guard
  /** Writes a file that only the servers' user may read, and answers its path. */
  write(name: string, text: string): Promise<string>
  remove(): Promise<void>
}

/** Makes a folder that is removed, with the servers in it, when this process ends in whatever way. */
export async function serverFolder(kind: string, preferredUser: string): Promise<ServerFolder> {
  const user = await unprivilegedUser(preferredUser)
  const path = await mkdtemp(join(tmpdir(), `dmt-${kind}-`))
  const give = async (file: string) => {
    if (user !== undefined) await chown(file, user.uid, user.gid)
  }
  await give(path)
  const guard = guardFolder(path)
  return {
    path,
    user,
    guard,
    async write(name, text) {
      const file = join(path, name)
      await writeFile(file, text, { mode: 0o600 })
      await give(file)
      return file
    },
    async remove() {
      await rm(path, { recursive: true, force: true, maxRetries: 5 })
      guard.callOff()
    },
  }
}
