export { createAwsSecretsManager } from './create-aws-secrets-manager.js'
export { type AwsSecretsManagerOptions, awsSecretsManagerOptions } from './options.js'
export { providers } from './provider.js'
