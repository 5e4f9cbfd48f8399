import type { AwsRefusal } from '../../../tooling/fixtures/aws-front.js'

/** What AWS answers, as its API reference has it, with secrets of ours where it quotes. */
export const refusals: readonly (readonly [string, AwsRefusal, string, RegExp])[] = [
  [
    'access denied',
    { type: 'AccessDeniedException', message: 'User: arn:… is not authorized' },
    'permission-denied',
    /arn:…/,
  ],
  ['throttled', { type: 'ThrottlingException', message: 'Rate exceeded' }, 'limit-exceeded', /Rate exceeded/],
  [
    '429',
    { type: 'SomethingNew', status: 429, headers: { 'retry-after': '1' } },
    'limit-exceeded',
    /retryAfterMs: 1000/,
  ],
  [
    'key lost',
    { type: 'DecryptionFailure', message: 'can’t decrypt the protected text' },
    'permission-denied',
    /decrypt/,
  ],
  ['quota', { type: 'LimitExceededException', message: 'versions' }, 'limit-exceeded', /retryable: false/],
  [
    'token expired',
    { type: 'ExpiredTokenException', message: 'The security token is expired' },
    'unauthenticated',
    /expired/,
  ],
  ['unknown client', { type: 'UnrecognizedClientException', message: 'invalid' }, 'unauthenticated', /Unrecognized/],
  [
    'wrong secret key',
    { type: 'InvalidSignatureException', message: 'The Canonical String … x-amz-security-token:Canary' },
    'unauthenticated',
    /does not belong to the access key id/,
  ],
  [
    'clock skew',
    {
      type: 'InvalidSignatureException',
      message: 'Signature expired: 20261121T000000Z is now earlier than 20261121T001000Z',
      headers: { date: new Date(Date.now() + 3_600_000).toUTCString() },
    },
    'unauthenticated',
    /the clock of this machine is wrong, by \d+ seconds behind AWS/,
  ],
  [
    'wrong parameter',
    { type: 'InvalidParameterException', message: 'Value Canary at secretString' },
    'invalid-argument',
    /AWS refused/,
  ],
  ['500', { type: 'InternalServiceError', status: 500 }, 'unavailable', /InternalServiceError/],
  ['503', { type: 'ServiceUnavailable', status: 503 }, 'unavailable', /ServiceUnavailable/],
  ['proxy’s page, 404', { type: '', status: 404, body: '<html>Canary</html>' }, 'unavailable', /not AWS/],
  ['proxy’s page, 200', { type: '', status: 200, body: '<html>Canary</html>' }, 'unavailable', /not AWS/],
]
