import { z } from 'zod'
import { GatewayError } from '../gateway-error.js'
import { describeIssue } from '../model/describe-issue.js'
import { capabilityNames } from './capability.js'

/** Every gateway that there is a renderer for. */
export const targets = ['kong', 'envoy', 'aws', 'azure-apim', 'google', 'tyk'] as const

/** A gateway that there is a renderer for. */
export type Target = (typeof targets)[number]

const allow = z
  .array(z.enum(capabilityNames, `must be capabilities: ${capabilityNames.join(', ')}`))
  .readonly()
  .optional()

const schemas = [
  z.strictObject({
    target: z.literal('kong'),
    allow,
    /** `deck` (default): `deck gateway sync`. `dbless`: a file that Kong reads itself, once `envsubst` has put in the secrets. */
    flavor: z.enum(['deck', 'dbless'], 'must be deck or dbless').optional(),
  }),
  z.strictObject({
    target: z.literal('envoy'),
    allow,
    /** File of the authorities that TLS to upstreams and to issuers is checked with. Default: those of Debian. */
    authorities: z.string().min(1).optional(),
    /** Age at which fetched keys of an issuer are fetched again, in seconds. Default 600. */
    keysSeconds: z.coerce.number().int().min(1, 'must be whole seconds, 1 or more').optional(),
  }),
  z.strictObject({
    target: z.literal('aws'),
    allow,
    /** `cloudfront` (default): one host for REST and websockets. `none`: something of yours does that. */
    edge: z.enum(['cloudfront', 'none'], 'must be cloudfront or none').optional(),
  }),
  z.strictObject({ target: z.literal('azure-apim'), allow }),
  z.strictObject({
    target: z.literal('google'),
    allow,
    /** Name of the Endpoints service. Default: the first of `hosts`, or `<name>.endpoints.PROJECT_ID.cloud.goog`. */
    service: z.string().min(1).optional(),
    /** Where the proxy reads the keys of HS256 rules, as `<keys>/<rule>.json`. Default `http://127.0.0.1:9555`. */
    keys: z.url('must be an address').optional(),
  }),
  z.strictObject({ target: z.literal('tyk'), allow }),
] as const

const schema = z.discriminatedUnion('target', schemas, `must be one of ${targets.join(', ')}`)

/** What to render, and by `allow` which capabilities may be missing. */
export type RenderOptions = z.output<typeof schema>
/** How Kong gets its configuration. */
export type KongOptions = Extract<RenderOptions, { target: 'kong' }>
/** What Envoy trusts, and how long it keeps what it fetched. */
export type EnvoyOptions = Extract<RenderOptions, { target: 'envoy' }>
/** What stands in front of the API and the load balancer. */
export type AwsOptions = Extract<RenderOptions, { target: 'aws' }>
/** What the description has to name of your project. */
export type GoogleOptions = Extract<RenderOptions, { target: 'google' }>

/** Checks options whose type is not known. Throws {@link GatewayError} `invalid-options` with every problem at once. */
export function parseRenderOptions(value: unknown): RenderOptions {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new GatewayError('invalid-options', parsed.error.issues.flatMap(describeIssue))
}
