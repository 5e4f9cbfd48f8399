import { Environment, type KeyWrapper } from '@dmt-providers/core'
import { checkEndpoint } from '@dmt-providers/credentials'
import { AwsKmsKeyWrapper } from './aws-kms-key-wrapper.js'
import { type AwsKmsOptions, awsKmsOptions, regionOf } from './options.js'

/**
 * Makes a wrapper of data keys by a symmetric key of AWS KMS, for `key` of `createEnvelope`. Looks for credentials and
 * connects with the first call. Throws `invalid-options` that lists every wrong option.
 */
export function createAwsKms(options: AwsKmsOptions): KeyWrapper {
  const { environment = new Environment(), ...given } = options
  const region =
    given.region ?? regionOf(given.keyId) ?? environment.get('AWS_REGION') ?? environment.get('AWS_DEFAULT_REGION')
  const settings = awsKmsOptions.parse({ ...given, region }, environment)
  const endpoint = settings.endpoint ?? environment.get('AWS_ENDPOINT_URL')
  checkEndpoint(endpoint)
  return new AwsKmsKeyWrapper({ ...settings, endpoint }, environment)
}
