import { z } from 'zod'

const absolutePath = /^\/(?:[A-Za-z0-9._~-]+(?:\/[A-Za-z0-9._~-]+)*)?$/
const hostName =
  /^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/

/** A name that every gateway accepts for a resource. */
export const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'write it in kebab case, for instance mps-login')
  .max(40, 'must have no more than 40 characters')

/** A path without wildcard, query, encoded characters or a slash at its end. */
export const path = z
  .string()
  .regex(
    absolutePath,
    'must start with / and not end with it, without query, %-encoding or wildcard, for instance /mps',
  )
  .refine((text) => !text.split('/').some((segment) => /^\.\.?$/.test(segment)), 'must not have . or .. as a segment')

/** A DNS name or an IPv4 address. */
export const host = z.string().regex(hostName, 'must be a host name without scheme, port or path, for instance mps')

/** A TCP port. */
export const port = z.int('must be a whole number').min(1, 'must be 1 to 65535').max(65535, 'must be 1 to 65535')

/** A duration in milliseconds; a day is more than any gateway waits. */
export const milliseconds = z.int('must be whole milliseconds').min(1, 'must be 1 or more').max(86_400_000)

/** A reference to a secret by the name of an environment variable. A description never holds the secret itself. */
export const secret = z.strictObject({
  /** Environment variable, and the name that the secret has in each gateway's own store. */
  env: z
    .string()
    .regex(
      /^[A-Z][A-Z0-9_]*$/,
      'must be the name of an environment variable, for instance MPS_JWT_SECRET; never a secret',
    ),
})

/** Name of an HTTP header or cookie. */
export const headerName = z.string().regex(/^[A-Za-z0-9_-]+$/, 'must be a header name, for instance Authorization')

/** An `https:` address. */
export const httpsUrl = z.url({ protocol: /^https$/, error: 'must be an https:// address' })
