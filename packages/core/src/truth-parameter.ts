import { z } from 'zod'

/** An option that code gives as a boolean and a URL as `true` or `false`, as a field of an options schema. */
export const truthParameter = (help: string, initial: boolean) =>
  z
    .union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')], {
      error: 'give true or false',
    })
    .default(initial)
    .meta({ help })
