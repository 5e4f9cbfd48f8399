import type { ErrorClass, ErrorClassifier } from '@dmt-providers/core'

/** What the file system's answers mean. Source: errno(3). */
const classes: Readonly<Record<string, ErrorClass>> = {
  EACCES: { code: 'permission-denied' },
  EPERM: { code: 'permission-denied' },
  EROFS: { code: 'permission-denied' },
  ENOENT: { code: 'unavailable' },
  ENOTDIR: { code: 'invalid-options' },
  ELOOP: { code: 'invalid-options' },
  ENAMETOOLONG: { code: 'limit-exceeded' },
  ENOSPC: { code: 'limit-exceeded' },
  EDQUOT: { code: 'limit-exceeded' },
  EFBIG: { code: 'limit-exceeded' },
  EMFILE: { code: 'limit-exceeded', retryable: true },
  ENFILE: { code: 'limit-exceeded', retryable: true },
  EBUSY: { code: 'unavailable' },
  EIO: { code: 'unavailable' },
  ESTALE: { code: 'unavailable' },
}

/** Classifies an error of node:fs; `undefined` for anything else, which becomes `internal`. */
export const classify: ErrorClassifier = (error) => {
  const nativeCode = errnoOf(error)
  const known = nativeCode === undefined ? undefined : classes[nativeCode]
  return known && { ...known, nativeCode }
}

/** Whether an error of node:fs has one of these codes. */
export function hasErrno(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes(errnoOf(error) ?? '')
}

function errnoOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' ? code : undefined
}
