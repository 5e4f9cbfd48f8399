import { type BigIntStats, constants } from 'node:fs'
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
      const found = await readOnce(handle, path, before)
      if (found !== undefined) return found
    }
  } finally {
    await handle.close()
  }
  throw new ProviderError('unavailable', `${path} changes all the time while it is read`)
}

/** What a file is found to be that a watch has heard of. */
export type Finding =
  | { readonly kind: 'gone' | 'same' | 'unclear' }
  | { readonly kind: 'changed'; readonly file: ValueFile }

/** Neither a link nor a pipe may be followed or waited for. Source: open(2). */
const plainFile = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/**
 * Looks at a file with as few calls as can be, and reads it if it has another version than the one that is known. What
 * is no plain file with one name is unclear unless it is known as `shared`, and so is what cannot be read.
 */
export async function readIfChanged(path: string, known: string | undefined, isShared: boolean): Promise<Finding> {
  try {
    const handle = await open(path, isShared ? 'r' : plainFile)
    try {
      return await findingOf(handle, path, known, isShared)
    } finally {
      // Nobody waits for that: nothing was written.
      handle.close().catch(() => undefined)
    }
  } catch (error) {
    return { kind: hasErrno(error, 'ENOENT') ? 'gone' : 'unclear' }
  }
}

async function findingOf(
  handle: FileHandle,
  path: string,
  known: string | undefined,
  isShared: boolean,
): Promise<Finding> {
  const before = await handle.stat({ bigint: true })
  if (!before.isFile() || (before.nlink !== 1n && !isShared)) return { kind: 'unclear' }
  if (versionOf(before) === known) return { kind: 'same' }
  const file = await readOnce(handle, path, before)
  return file === undefined ? { kind: 'unclear' } : { kind: 'changed', file }
}

/** What a file holds; `undefined` when it was written meanwhile. */
async function readOnce(handle: FileHandle, path: string, before: BigIntStats): Promise<ValueFile | undefined> {
  const bytes = await contentOf(handle, Number(before.size))
  const version = versionOf(await handle.stat({ bigint: true }))
  return version === versionOf(before) ? { value: text(bytes, path), version } : undefined
}

/** Reads from the start, whatever was read before; a byte more than there should be shows that there is more. */
async function contentOf(handle: FileHandle, size: number): Promise<Buffer> {
  for (let room = size + 1; ; room *= 2) {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(room), 0, room, 0)
    if (bytesRead < room) return buffer.subarray(0, bytesRead)
  }
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
