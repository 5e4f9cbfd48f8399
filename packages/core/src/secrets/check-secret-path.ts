import { ProviderError } from '../provider-error.js'
import { checkText } from '../storage/check-field.js'

/** Longest path: fits the index keys of every database that stores paths. */
const maxPath = 400

/**
 * Checks the path of a secret: one or more segments separated by single slashes, none of them `.` or `..`.
 * Throws `invalid-argument`.
 */
export function checkSecretPath(path: unknown): string {
  const text = checkText('path', path, maxPath)
  if (text === '') throw new ProviderError('invalid-argument', 'path is empty; give a path such as devices/<guid>')
  if (text.split('/').some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw new ProviderError(
      'invalid-argument',
      'path has an empty segment, "." or ".."; give segments separated by single slashes',
    )
  }
  return text
}

/** Checks the prefix of a listing, which may be empty or end within a segment. Throws `invalid-argument`. */
export function checkSecretPrefix(prefix: unknown): string {
  return checkText('prefix', prefix, maxPath)
}
