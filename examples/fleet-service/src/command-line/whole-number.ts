/** Reads an option that counts something. Throws an `Error` that names the option and what it may be. */
export function wholeNumber(option: string, text: string, max: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (number <= max) return number
  throw new Error(`--${option} is "${text}"; give an integer from 0 to ${max}`)
}
