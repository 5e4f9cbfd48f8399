import { z } from 'zod'
import { HttpProblem } from './http-problem.js'

/** Rows that one answer may have. The hosts have no limit; a service open to a browser needs one. */
export const maxPage = 1000

const wholeNumber = (max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'give an integer of 0 or more')
    .transform(Number)
    .refine((value) => value <= max, `give at most ${max}`)

const text = (max: number) =>
  z
    .string()
    .max(max, `give at most ${max} characters`)
    .refine((value) => !value.includes('\0'), 'holds the character NUL')

/** Query parameters that every route knows. */
export const tenant = z.object({ tenantId: text(36).default('') })

/** Query parameters of a list. */
export const page = tenant.extend({
  $top: wholeNumber(maxPage).default(25),
  $skip: wholeNumber(Number.MAX_SAFE_INTEGER).default(0),
  $count: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
})

/** Query parameters of the device list. */
export const devicePage = page.extend({
  hostname: text(256).optional(),
  friendlyName: text(256).optional(),
  tags: text(8000)
    .transform((tags) => tags.split(','))
    .optional(),
  method: z.enum(['AND', 'OR']).default('OR'),
})

/** The GUID in a path. */
export const guid = z.object({ guid: z.guid('give a GUID of the form 00000000-0000-0000-0000-000000000000') })

/** Checks query or path parameters. Throws a 400 that names every wrong one; parameters of other routes are ignored. */
export function checkParameters<S extends z.ZodType>(schema: S, values: Record<string, string>): z.output<S> {
  const result = schema.safeParse(values)
  if (result.success) return result.data
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new HttpProblem(400, problems.join('; '))
}
