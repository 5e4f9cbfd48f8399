import { defineOptions, type Environment, wholeNumberParameter } from '@dmt-providers/core'
import { z } from 'zod'

/** Options of `createAwsKms`. */
export interface AwsKmsOptions {
  /** The key: its ARN, which says its region too; or its id, or the name of an alias (`alias/dmt`). */
  keyId: string
  /** Region of the key. Default: that in the ARN, then `AWS_REGION` and `AWS_DEFAULT_REGION`. */
  region?: string | undefined
  /** URL in place of AWS's own: a VPC endpoint. Default: `AWS_ENDPOINT_URL_KMS`, `AWS_ENDPOINT_URL`. */
  endpoint?: string | undefined
  /** Data keys that are kept in memory, so that a secret read again costs no call. Default 10,000; 0 for none. */
  cacheEntries?: number | undefined
  /** Milliseconds for which one is kept, and for which a key that was disabled still opens it. Default 300,000. */
  cacheAgeMs?: number | undefined
  /** Times that one is used before KMS is asked again. Default 10,000. */
  cacheUses?: number | undefined
  /** Milliseconds that one attempt may take. Default 4,000. */
  attemptTimeoutMs?: number | undefined
  /** Connections that are open at most. Default 64. */
  connections?: number | undefined
  /** Where options that are not given come from. Default: the process's. */
  environment?: Environment | undefined
}

const arn = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):\d{12}:(?:key\/[A-Za-z0-9-]+|alias\/[A-Za-z0-9/_-]+)$/
const name = /^(?:alias\/[A-Za-z0-9/_-]+|[A-Za-z0-9-]+)$/

/** The options of AWS KMS. */
export const awsKmsOptions = defineOptions(
  'aws-kms',
  z.object({
    keyId: z
      .string('is missing; give the ARN of a symmetric key')
      .refine((text) => arn.test(text) || name.test(text), 'is no ARN, id or alias of a key; give arn:aws:kms:…:key/…')
      .meta({ help: 'ARN of the key, its id, or alias/<name>; in key=aws-kms:<this>' }),
    region: z
      .string('is missing; give the ARN of the key, or set AWS_REGION')
      .regex(/^[a-z]{2,}(?:-[a-z0-9]+)+$/, 'is no region; write one such as eu-west-1')
      .meta({ help: 'Region of the key; default that in the ARN, then AWS_REGION, AWS_DEFAULT_REGION' }),
    endpoint: z
      .url({ protocol: /^https?$/, error: 'is no URL; write https://host' })
      .optional()
      .meta({ help: 'URL in place of AWS’s own, such as a VPC endpoint', env: 'AWS_ENDPOINT_URL_KMS' }),
    cacheEntries: wholeNumberParameter('Data keys kept in memory; default 10000, 0 for none', 0, 1_000_000, 10_000),
    cacheAgeMs: wholeNumberParameter('Milliseconds for which one is kept; default 300000', 1, 86_400_000, 300_000),
    cacheUses: wholeNumberParameter('Times that one is used; default 10000', 1, 1_000_000_000, 10_000),
    attemptTimeoutMs: wholeNumberParameter('Milliseconds that one attempt may take; default 4000', 100, 600_000, 4_000),
    connections: wholeNumberParameter('Connections that are open at most; default 64', 1, 10_000, 64),
  }),
)

/** Options as checked. */
export type AwsKmsSettings = ReturnType<typeof awsKmsOptions.parse>

/** The region that an ARN names. */
export function regionOf(keyId: unknown): string | undefined {
  return typeof keyId === 'string' ? arn.exec(keyId)?.[1] : undefined
}
