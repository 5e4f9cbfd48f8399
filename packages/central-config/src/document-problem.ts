/** What is wrong with a key of a configuration document. */
export type ProblemKind =
  | 'wrong-type'
  | 'not-allowed'
  | 'secret-in-clear'
  | 'instance-key'
  | 'unknown-key'
  | 'bad-reference'
  | 'bad-name'
  | 'discouraged'

/** One thing that is wrong with a configuration document. */
export interface DocumentProblem {
  /** The key, dotted for a nested one. */
  readonly key: string
  readonly kind: ProblemKind
  /** A document with an error is refused; a warning is told and the document taken. */
  readonly severity: 'error' | 'warning'
  /** What is wrong and what helps. Never holds a value of the document. */
  readonly message: string
  /** The known name or allowed value that was probably meant. */
  readonly suggestion?: string | undefined
}
