/** JSON of two spaces with a newline at its end. */
export const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`
