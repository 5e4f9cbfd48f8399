export class MPSValidationError extends Error {
  constructor(message, status, errorName) {
    super(message)
    this.status = status
    if (errorName) this.name = errorName
  }
}
