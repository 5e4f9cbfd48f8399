import type { ErrorClass, ErrorClassifier } from '@dmt-providers/core'

/** What the file system's codes mean. A file that is gone, such as one on a disk not mounted, is not an empty store. */
const codes: Readonly<Record<string, ErrorClass>> = {
  ENOENT: { code: 'unavailable' },
  EIO: { code: 'unavailable' },
  EACCES: { code: 'permission-denied' },
  EPERM: { code: 'permission-denied' },
  EROFS: { code: 'permission-denied' },
  ENOSPC: { code: 'limit-exceeded' },
  EDQUOT: { code: 'limit-exceeded' },
  EISDIR: { code: 'invalid-options' },
  ENOTDIR: { code: 'invalid-options' },
}

/** Native error → portable code; what is not in the table becomes `internal`. */
export const classify: ErrorClassifier = (error) => {
  const nativeCode: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  if (typeof nativeCode !== 'string') return undefined
  const known = codes[nativeCode]
  return known === undefined ? undefined : { ...known, nativeCode }
}
