import type { KeyService } from '@dmt-providers/core'
import { createAwsKms } from './create-aws-kms.js'

const awsKms: KeyService = {
  scheme: 'aws-kms',
  open(reference, environment) {
    const [keyId = '', query] = reference.split('?')
    // Parameters are texts here; the schema turns them into what they stand for, or says what is wrong with them.
    return createAwsKms({ ...Object.fromEntries(new URLSearchParams(query)), keyId, environment })
  },
}

/** What this package holds for sealed secrets: `key=aws-kms:<arn>`. */
export const keyServices: readonly KeyService[] = [awsKms]
