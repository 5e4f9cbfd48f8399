import type { JsonObject } from '@dmt-providers/core'
import { checkDocument } from './check-document.js'
import type { DocumentProblem } from './document-problem.js'
import type { ServiceSchema } from './services/service-schema.js'

/** What is wrong with a document and was not wrong with the one before. */
export function broughtProblems(schema: ServiceSchema, before: JsonObject, after: JsonObject): DocumentProblem[] {
  const old = checkDocument(schema, before)
  return checkDocument(schema, after).filter(
    ({ key, kind }) => !old.some((problem) => problem.key === key && problem.kind === kind),
  )
}
