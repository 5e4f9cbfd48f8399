import { z } from 'zod'

/** An option that is a whole number within bounds, which a URL gives as text, as a field of an options schema. */
export const wholeNumberParameter = (help: string, least: number, most: number, initial: number) => {
  const range = `give a whole number from ${least} to ${most}`
  return z.coerce.number(range).int(range).min(least, range).max(most, range).default(initial).meta({ help })
}
