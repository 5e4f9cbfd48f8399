import { type FileHandle, open } from 'node:fs/promises'
import { ProviderError } from '@dmt-providers/core'
import { hasErrno } from './errors.js'

/** What a file holds, and which version of the file that is. */
export interface ValueFile {
  value: string
  version: string
}

/** Readings until a file that somebody is writing at the moment is given up. */
const readings = 20

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Reads a file; `undefined` when there is none, or a folder in its place. */
export async function readValueFile(path: string): Promise<ValueFile | undefined> {
  const handle = await opened(path)
  if (handle === undefined) return undefined
  try {
    for (let reading = 0; reading < readings; reading++) {
      const before = await handle.stat({ bigint: true })
      if (!before.isFile()) return undefined
      const bytes = await handle.readFile()
      const version = versionOf(await handle.stat({ bigint: true }))
      if (version === versionOf(before)) return { value: text(bytes, path), version }
    }
  } finally {
    await handle.close()
  }
  throw new ProviderError('unavailable', `${path} changes all the time while it is read`)
}

/** Version of a file: when it was written, and which file it is. */
export function versionOf({ mtimeNs, ino, size }: { mtimeNs: bigint; ino: bigint; size: bigint }): string {
  return `${mtimeNs}.${ino}.${size}`
}

async function opened(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r')
  } catch (error) {
    if (hasErrno(error, 'ENOENT', 'ENOTDIR', 'EISDIR')) return undefined
    throw error
  }
}

function text(bytes: Buffer, path: string): string {
  try {
    return utf8.decode(bytes)
  } catch (error) {
    // Whoever saves it may be in the midst of that, so that it is looked at again.
    throw new ProviderError('internal', `${path} holds no UTF-8; save it in that encoding, or remove it`, {
      retryable: true,
      cause: error,
    })
  }
}
