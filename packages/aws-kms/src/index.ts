export { createAwsKms } from './create-aws-kms.js'
export { keyServices } from './key-services.js'
export { type AwsKmsOptions, awsKmsOptions } from './options.js'
