import type { JsonObject } from '@dmt-providers/core'
import { checkDocument } from './check-document.js'
import type { DocumentProblem } from './document-problem.js'
import { leaves } from './leaves.js'
import { holdsCredentials } from './looks-secret.js'
import { isReference, parseReference } from './secret-reference.js'
import type { ServiceSchema } from './services/service-schema.js'

/**
 * Dotted names of the keys of a document whose values must not be shown: secrets that somebody wrote in clear, and what
 * may be one, such as the value of a misspelt `vault_token` or of a reference that is none.
 */
export function hiddenKeys(schema: ServiceSchema, document: JsonObject): ReadonlySet<string> {
  const secrets = schema.keys.flatMap(({ name, scope }) => (scope === 'secret' ? [name] : []))
  const isOfSecret = (key: string) => secrets.some((name) => key === name || key.startsWith(`${name}.`))
  const doubtful = new Set(
    checkDocument(schema, document)
      .filter(isDoubtful)
      .map(({ key }) => key),
  )
  const names = leaves(document).filter(([name, value]) => {
    if (isReference(value) && parseReference(value) !== undefined) return false
    return (
      holdsCredentials(value) ||
      isOfSecret(name) ||
      doubtful.has(name) ||
      [...doubtful].some((key) => name.startsWith(`${key}.`))
    )
  })
  return new Set(names.map(([name]) => name))

  function isDoubtful({ kind, suggestion }: DocumentProblem): boolean {
    if (kind === 'unknown-key') return suggestion !== undefined && isOfSecret(suggestion)
    return kind === 'secret-in-clear' || kind === 'bad-reference' || kind === 'bad-name'
  }
}
