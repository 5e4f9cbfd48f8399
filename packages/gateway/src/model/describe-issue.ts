import type { z } from 'zod'

/** One sentence per problem of a schema, with its place; no value is printed. */
export function describeIssue(issue: z.core.$ZodIssue): string[] {
  const place = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) => `${place === '' ? key : `${place}.${key}`}: unknown field; remove it or mend its name`,
    )
  }
  return [`${place === '' ? 'description' : place}: ${issue.message}`]
}
