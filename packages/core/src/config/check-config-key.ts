import { ProviderError } from '../provider-error.js'
import { checkText } from '../storage/check-field.js'

/** Longest key in characters: with every one of them encoded it still fits a path of a file system. */
const maxKey = 255

/**
 * Checks the key of a configuration value: one or more segments separated by single slashes, none of them `.` or `..`.
 * Throws `invalid-argument`.
 */
export function checkConfigKey(key: unknown): string {
  const text = checkText('key', key, maxKey)
  if (text === '') throw new ProviderError('invalid-argument', 'key is empty; give a key such as mps/config')
  if (text.split('/').some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw new ProviderError(
      'invalid-argument',
      'key has an empty segment, "." or ".."; give segments separated by single slashes',
    )
  }
  return text
}

/** Checks the prefix of a listing or a watch, which may be empty or end within a segment. Throws `invalid-argument`. */
export function checkConfigPrefix(prefix: unknown): string {
  return checkText('prefix', prefix, maxKey)
}
