/**
 * The error by which a storage provider of RPS tells what is wrong with a record; `name` says what kind
 * (`Unique key violation`, `Concurrency`, `Not Found`, …). The adapter throws this very class, found at
 * `dist/utils/RPSError.js`, because the routes tell it apart by `instanceof`.
 */
export class RPSError extends Error {
  constructor(
    message: string,
    errorName?: string,
    /** The row as it is stored now, for `Concurrency`. */
    readonly item?: unknown,
  ) {
    super(message)
    if (errorName) this.name = errorName
  }
}
