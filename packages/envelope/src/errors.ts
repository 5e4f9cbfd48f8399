import type { ErrorClass } from '@dmt-providers/core'

/** What the file system's answers mean. Source: errno(3). */
const classes: Readonly<Record<string, ErrorClass>> = {
  EACCES: { code: 'permission-denied' },
  EPERM: { code: 'permission-denied' },
  EROFS: { code: 'permission-denied' },
  ENOTDIR: { code: 'invalid-options' },
  ENOSPC: { code: 'limit-exceeded' },
  EDQUOT: { code: 'limit-exceeded' },
  EFBIG: { code: 'limit-exceeded' },
  EMFILE: { code: 'limit-exceeded', retryable: true },
  ENFILE: { code: 'limit-exceeded', retryable: true },
  EBUSY: { code: 'unavailable' },
  EIO: { code: 'unavailable' },
  ENODEV: { code: 'unavailable' },
  ENXIO: { code: 'unavailable' },
  ESTALE: { code: 'unavailable' },
}

/** Classifies an error of node:fs; `undefined` for anything else. */
export function fileErrorClass(error: unknown): ErrorClass | undefined {
  const code = errnoOf(error)
  const known = code === undefined ? undefined : classes[code]
  return known === undefined ? undefined : { ...known, nativeCode: code }
}

/** Whether an error of node:fs has one of these codes. */
export function hasErrno(error: unknown, ...codes: readonly string[]): boolean {
  const code = errnoOf(error)
  return code !== undefined && codes.includes(code)
}

function errnoOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  return typeof code === 'string' ? code : undefined
}
