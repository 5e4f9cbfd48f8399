import {
  defineOptions,
  type Environment,
  type SecretsStoreOptions,
  truthParameter,
  wholeNumberParameter,
} from '@dmt-providers/core'
import { z } from 'zod'

/** Options of `createAwsSecretsManager`. */
export interface AwsSecretsManagerOptions extends SecretsStoreOptions {
  /** Region of AWS: `eu-west-1`. Default: `AWS_REGION`, then `AWS_DEFAULT_REGION`. */
  region?: string | undefined
  /** What stands before every path in the names of secrets, with a slash between. Default `dmt`. */
  prefix?: string | undefined
  /** KMS key that new secrets are encrypted with: id, ARN or alias. Default: the key of AWS for Secrets Manager. */
  kmsKeyId?: string | undefined
  /** Days for which a deleted secret can be restored by hand: 7 to 30, default 30. */
  recoveryDays?: number | undefined
  /** Secrets of AWS among which paths are spread, in place of one for each path: up to 4,096; 0, the default, for none. */
  groups?: number | undefined
  /** What a path starts with that is kept in a group. Default `devices/`. */
  groupPrefix?: string | undefined
  /** True: reads made at the same time go in batches of up to 20, which are billed as one call. Default false. */
  batchReads?: boolean | undefined
  /** URL in place of AWS's own: a VPC endpoint. Default: `AWS_ENDPOINT_URL_SECRETS_MANAGER`, `AWS_ENDPOINT_URL`. */
  endpoint?: string | undefined
  /** Milliseconds that one attempt may take. Default 4,000. */
  attemptTimeoutMs?: number | undefined
  /** Where options that are not given come from. Default: the process's. */
  environment?: Environment | undefined
}

/** The options of AWS Secrets Manager. */
export const awsSecretsManagerOptions = defineOptions(
  'aws-secrets-manager',
  z.object({
    region: z
      .string('is missing; write aws-secrets-manager://eu-west-1/prefix, or set AWS_REGION')
      .regex(/^[a-z]{2,}(?:-[a-z0-9]+)+$/, 'is no region; write one such as eu-west-1')
      .meta({ help: 'Region of AWS; in a URL the host; default AWS_REGION, then AWS_DEFAULT_REGION' }),
    prefix: z
      .string()
      .regex(
        /^[A-Za-z0-9_+.@-]+(?:\/[A-Za-z0-9_+.@-]+)*$/,
        'may have letters, digits and _+.@-, in parts with a slash between',
      )
      .max(200, 'has more than 200 characters')
      .default('dmt')
      .meta({ help: 'Put before every path, with a slash between; in a URL the path; default dmt' }),
    kmsKeyId: z
      .string()
      .min(1, 'is empty')
      .optional()
      .meta({ help: 'KMS key that new secrets are encrypted with: id, ARN or alias; default aws/secretsmanager' }),
    recoveryDays: wholeNumberParameter(
      'Days for which a deleted secret can be restored by hand; default 30',
      7,
      30,
      30,
    ),
    groups: wholeNumberParameter(
      'Secrets of AWS among which paths are spread; default 0, one for each path',
      0,
      4_096,
      0,
    ),
    groupPrefix: z.string().default('devices/').meta({ help: 'With groups: what a path starts with that is in one' }),
    batchReads: truthParameter(
      'True: reads made at the same time go in batches of up to 20, billed as one call',
      false,
    ),
    endpoint: z
      .url({ protocol: /^https?$/, error: 'is no URL; write https://host' })
      .optional()
      .meta({ help: 'URL in place of AWS’s own, such as a VPC endpoint', env: 'AWS_ENDPOINT_URL_SECRETS_MANAGER' }),
    attemptTimeoutMs: wholeNumberParameter('Milliseconds that one attempt may take; default 4000', 100, 600_000, 4_000),
  }),
)

/** Options as checked. */
export type AwsSecretsManagerSettings = ReturnType<typeof awsSecretsManagerOptions.parse>
