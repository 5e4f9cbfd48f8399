/** The methods that a gateway lets through; a request with another one meets no route. */
export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** A method that a gateway lets through. */
export type Method = (typeof methods)[number]
