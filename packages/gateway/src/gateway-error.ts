/**
 * What went wrong: `invalid-spec` for a description that can never work, `unsupported` for what a gateway cannot do,
 * `invalid-options` for the options of a renderer, `not-found` for a file that a patch names.
 */
export type GatewayErrorCode = 'invalid-spec' | 'unsupported' | 'invalid-options' | 'not-found'

/** The one error that this package throws. `problems` has one sentence per problem, each naming its place and the fix. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly code: GatewayErrorCode
  readonly problems: readonly string[]

  constructor(code: GatewayErrorCode, problems: readonly string[]) {
    super(problems.join('\n'))
    this.code = code
    this.problems = problems
  }
}
