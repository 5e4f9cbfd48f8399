import { open } from 'node:fs/promises'

/** Mode of everything that is made: for the owner alone. */
export const folderMode = 0o700
export const fileMode = 0o600

/** Makes a new file and returns once it would survive a loss of power; the folder's own entry needs {@link syncFolder}. */
export async function writeNewFile(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', fileMode)
  try {
    await handle.writeFile(text, 'utf8')
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Returns once the names in a folder would survive a loss of power. Windows has no such call, and needs none on NTFS. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
