import { Environment, SecretsStore } from '@dmt-providers/core'
import { checkEndpoint } from '@dmt-providers/credentials'
import { AwsSecretsManagerDriver } from './driver.js'
import { GroupedDriver } from './grouped-driver.js'
import { type AwsSecretsManagerOptions, awsSecretsManagerOptions } from './options.js'
import { SecretsClient } from './secrets-client.js'

/**
 * Makes a secret store in AWS Secrets Manager. Looks for credentials and connects with the first call. Throws
 * `invalid-options` that lists every wrong option.
 */
export function createAwsSecretsManager(options: AwsSecretsManagerOptions = {}): SecretsStore {
  const { timeoutMs, retries, cache, maxConcurrent = 64, environment = new Environment(), ...given } = options
  const region = given.region ?? environment.get('AWS_REGION') ?? environment.get('AWS_DEFAULT_REGION')
  const settings = awsSecretsManagerOptions.parse({ ...given, region }, environment)
  const endpoint = settings.endpoint ?? environment.get('AWS_ENDPOINT_URL')
  checkEndpoint(endpoint)
  const client = new SecretsClient({ ...settings, endpoint, connections: maxConcurrent }, environment)
  const driver = new AwsSecretsManagerDriver(client, settings)
  return new SecretsStore(new GroupedDriver(driver, settings), { timeoutMs, retries, cache, maxConcurrent })
}
