import { ProviderError } from '@dmt-providers/core'
import type { DocumentProblem } from './document-problem.js'

/** `invalid-argument` that lists every error of a document. */
export function refusedDocument(what: string, problems: readonly DocumentProblem[]): ProviderError {
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)
  return new ProviderError('invalid-argument', `${what} is refused: ${errors.join('; ')}`)
}

/** Whether a document may be used although it has these problems. */
export function isAcceptable(problems: readonly DocumentProblem[]): boolean {
  return problems.every(({ severity }) => severity === 'warning')
}
