export class RPSError extends Error {
  constructor(message, errorName, item) {
    super(message)
    if (errorName) this.name = errorName
    this.item = item
  }
}
