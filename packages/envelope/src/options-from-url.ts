import { type ConnectionUrl, closestName, type OpenOptions, openRecords, ProviderError } from '@dmt-providers/core'
import type { UrlOptions } from './options.js'
import { pathFromUrl } from './path-from-url.js'

const parameters = ['key', 'previousKey', 'keepVersions', 'create'] as const

type Parameters = Partial<Record<(typeof parameters)[number], string>>

/**
 * Takes `envelope+<storage URL>?key=…&previousKey=…&keepVersions=…&create=…` apart and opens the store of records that
 * it names. Throws `invalid-options` for a URL that cannot work.
 */
export async function optionsFromUrl(url: ConnectionUrl, options: OpenOptions): Promise<UrlOptions> {
  const { rest, given } = takeParameters(url)
  for (const name of ['key', 'previousKey'] as const) refuseKeyText(name, given[name])
  const { timeoutMs, retries, cache, maxConcurrent, environment } = options
  const { previousKey: previousKeys, ...others } = given
  const own = { ...others, previousKeys, timeoutMs, retries, cache, maxConcurrent, environment }
  const inner = rest.withScheme(rest.scheme.slice('envelope+'.length))
  if (inner.scheme === 'file') return { ...own, folder: folderOf(inner) }
  return { ...own, records: await openRecords(inner.expose(), options) }
}

function takeParameters(url: ConnectionUrl): { rest: ConnectionUrl; given: Parameters } {
  const given: Parameters = {}
  let rest = url
  for (const name of parameters) {
    const { url: others, values } = rest.take(name)
    if (values.length > 1 && name !== 'previousKey') {
      throw new ProviderError('invalid-options', `${name}: stands ${values.length} times in the URL; give it once`)
    }
    if (values.length === 0) continue
    given[name] = values.join(',')
    rest = others
  }
  return { rest, given }
}

/** A URL is printed, logged and listed among a machine's processes; it must not hold a key. */
function refuseKeyText(name: string, value: string | undefined): void {
  if (value === undefined || value.split(',').every((one) => /^\s*[a-z][a-z0-9-]*:/.test(one))) return
  throw new ProviderError(
    'invalid-options',
    `${name}: a text of ${value.length} characters that says not where the key is; write ${name}=file:<path> or ` +
      `${name}=env:<NAME>, and keep the key itself out of the URL`,
  )
}

function folderOf(url: ConnectionUrl): string {
  const [path = '', query] = url.expose().slice('file:'.length).split('?')
  const [unknown] = new URLSearchParams(query).keys()
  if (unknown === undefined) return pathFromUrl(path, 'folder')
  const nearest = closestName(unknown, parameters)
  const hint = nearest === undefined ? `known: ${parameters.join(', ')}` : `did you mean ${nearest}?`
  throw new ProviderError('invalid-options', `${unknown}: unknown parameter of an envelope+file URL (${hint})`)
}
