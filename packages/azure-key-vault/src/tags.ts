import { ProviderError } from '@dmt-providers/core'

/** Most characters of a tag's value. Source: Azure's "About Azure Key Vault secrets". */
const longest = 256

/** What stands at a path that was deleted, until Key Vault has deleted it too. */
const deletedTag = 'dmt-deleted'

/** What the tags of a secret say beside its value. */
export interface Tags {
  /** The path as it was given. */
  readonly path: string
  /** Number of this version. */
  readonly version: number
  /** Number of the first version since the path was empty: those before it were deleted. */
  readonly first: number
  /** How many parts the longest value of this path has been divided into. */
  readonly parts: number
  /** True where the path was deleted: a secret that Key Vault gives back is then none. */
  readonly deleted: boolean
}

/** Tags in the form of Key Vault. */
export function printTags({ path, version, first, parts, deleted }: Tags): Record<string, string> {
  // Half a character could not be written.
  const cut = /[\ud800-\udbff]/.test(path[longest - 1] ?? '') ? longest - 1 : longest
  const rest = path.slice(cut)
  return {
    'dmt-path': path.slice(0, cut),
    ...(rest === '' ? {} : { 'dmt-path-rest': rest }),
    'dmt-version': String(version),
    'dmt-first': String(first),
    ...(parts === 0 ? {} : { 'dmt-parts': String(parts) }),
    ...(deleted ? { [deletedTag]: 'true' } : {}),
  }
}

/** What the tags say; `undefined` for a secret that this package did not write. */
export function readTags(tags: Readonly<Record<string, string>> | undefined): Tags | undefined {
  const { 'dmt-path': path, 'dmt-path-rest': rest = '', 'dmt-version': version, 'dmt-first': first } = tags ?? {}
  if (path === undefined || !isNumber(version) || !isNumber(first)) return undefined
  const { 'dmt-parts': parts, [deletedTag]: deleted } = tags ?? {}
  const counted = isNumber(parts) ? Number(parts) : 0
  return {
    path: path + rest,
    version: Number(version),
    first: Number(first),
    parts: counted,
    deleted: deleted === 'true',
  }
}

/** The tags of the secret that was asked for. Throws `internal` when it is another one's. */
export function tagsOf(path: string, tags: Readonly<Record<string, string>> | undefined): Tags {
  const read = readTags(tags)
  if (read?.path === path) return read
  const found = read === undefined ? 'was not written by this package' : `is of the path ${JSON.stringify(read.path)}`
  throw new ProviderError('internal', `the secret at the name of ${JSON.stringify(path)} ${found}`)
}

const isNumber = (text: string | undefined): text is string => text !== undefined && /^\d{1,15}$/.test(text)
