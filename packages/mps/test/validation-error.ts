/** An error class with the arguments of the service's own. */
export class ValidationError extends Error {
  constructor(
    message: string,
    readonly status?: number,
    errorName?: string,
  ) {
    super(message)
    this.name = errorName ?? 'Error'
  }
}
