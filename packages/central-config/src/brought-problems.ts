import { isDeepStrictEqual } from 'node:util'
import type { JsonObject } from '@dmt-providers/core'
import { checkDocument } from './check-document.js'
import type { DocumentProblem } from './document-problem.js'
import { leaves } from './leaves.js'
import type { ServiceSchema } from './services/service-schema.js'

/** What is wrong with a document and was not wrong with the one before, or was with another value. */
export function broughtProblems(schema: ServiceSchema, before: JsonObject, after: JsonObject): DocumentProblem[] {
  const old = checkDocument(schema, before)
  const [was, is] = [new Map(leaves(before)), new Map(leaves(after))]
  return checkDocument(schema, after).filter(({ key, kind }) => {
    const isOld = old.some((problem) => problem.key === key && problem.kind === kind)
    return !isOld || !isDeepStrictEqual(was.get(key), is.get(key))
  })
}
