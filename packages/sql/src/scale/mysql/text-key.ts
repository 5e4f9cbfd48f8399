import { createHash } from 'node:crypto'
import { keptOfLonger, longestKey } from './mysql-side-tables.js'

/** The key of a text, as the expression {@link keyOf} makes it; characters are counted as the database counts them. */
export function textKey(value: unknown): unknown {
  if (typeof value !== 'string' || value.length <= longestKey) return value
  const characters = [...value]
  if (characters.length <= longestKey) return value
  return `${characters.slice(0, keptOfLonger).join('')}#${createHash('sha256').update(value).digest('hex')}`
}
