/** The class `MPSValidationError` of the service: its routes answer with `status` what is an instance of it. */
export type ValidationErrorClass = new (message: string, status?: number, errorName?: string) => Error
