/** An error class with the arguments of the service's own. */
export class RpsError extends Error {
  readonly item: unknown
  constructor(message: string, name?: string, item?: unknown) {
    super(message)
    this.name = name ?? 'Error'
    this.item = item
  }
}
