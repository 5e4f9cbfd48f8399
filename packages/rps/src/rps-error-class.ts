/** The class `RPSError` of the service: its routes answer by `name` what is an instance of it. */
export type RpsErrorClass = new (message: string, name?: string, item?: unknown) => Error
