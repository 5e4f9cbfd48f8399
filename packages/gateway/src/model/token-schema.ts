import { z } from 'zod'
import { headerName, httpsUrl, identifier, secret } from './fields.js'

const source = z.discriminatedUnion('in', [
  z.strictObject({
    in: z.literal('header'),
    name: headerName,
    /** What stands before the token, `Bearer` for `Authorization`; without it the header is the bare token. */
    scheme: z.literal('Bearer').optional(),
  }),
  z.strictObject({ in: z.literal('cookie'), name: headerName }),
  z.strictObject({ in: z.literal('query'), name: headerName }),
  /** The one requested subprotocol is the bare token, which is all that a browser lets a page send with a websocket. */
  z.strictObject({ in: z.literal('ws-subprotocol') }),
])

const key = z.discriminatedUnion('alg', [
  z.strictObject({ alg: z.literal('HS256'), secret }),
  z.strictObject({
    alg: z.literal('RS256'),
    /** Where the issuer publishes its keys. */
    jwksUri: httpsUrl,
    /** The issuer's public key as PEM, for gateways that do not fetch keys (Kong). */
    publicKey: secret.optional(),
    /** The `aud` or `client_id` of the tokens, which the JWT authorizer of AWS insists on. */
    audience: z.string().min(1).optional(),
  }),
])

const claim = z.union(
  [
    /** The claim is this text. */
    z.strictObject({ name: headerName, equals: z.string().regex(/^[\x20-\x7e]+$/, 'must be printable ASCII') }),
    /** The claim is what the query parameter of that name says, whatever its case: a GUID may be written either way. */
    z.strictObject({ name: headerName, equalsQuery: headerName }),
  ],
  'must be { name, equals: <text> } or { name, equalsQuery: <query parameter> }',
)

/** Which JSON Web Tokens are good, and where a request carries them. `exp` is always required. */
export const tokenSchema = z.strictObject({
  id: identifier,
  /** The `iss` claim, compared as it stands. */
  issuer: z.string().min(1, 'must be the iss claim of the tokens'),
  /** Places to look at. A request that has a bad token in any of them may be refused. */
  sources: z.array(source).min(1, 'must name at least one place where a request carries its token'),
  key,
  /** What else a token has to say. One that says otherwise is refused with 403. */
  claims: z.array(claim).default([]),
})

/** Which tokens are good, and where a request carries them. */
export type TokenRule = z.output<typeof tokenSchema>
/** A claim that a token has to have. */
export type TokenClaim = z.output<typeof claim>
/** One place where a request carries its token. */
export type TokenSource = z.output<typeof source>
