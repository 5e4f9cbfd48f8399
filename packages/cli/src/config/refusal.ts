/** A command refused what it was given, for these reasons, and changed nothing. */
export class Refusal extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join('; '))
  }
}
