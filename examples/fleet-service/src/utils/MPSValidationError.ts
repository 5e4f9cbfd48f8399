/**
 * The error by which a storage provider of MPS tells that a device cannot be stored. The adapter throws this very
 * class, found at `dist/utils/MPSValidationError.js`, because the routes tell it apart by `instanceof`.
 */
export class MPSValidationError extends Error {
  constructor(
    message: string,
    /** HTTP status of the answer. */
    readonly status?: number,
    errorName?: string,
  ) {
    super(message)
    if (errorName) this.name = errorName
  }
}
