import { Environment, openSecrets, registerProvider } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { createAwsSecretsManager } from './create-aws-secrets-manager.js'
import { awsSecretsManagerOptions } from './options.js'
import { providers } from './provider.js'

for (const provider of providers) registerProvider(provider)

const none = new Environment({})

describe('the options', () => {
  it('have defaults for all but the region', () => {
    expect(awsSecretsManagerOptions.parse({ region: 'eu-west-1' }, none)).toEqual({
      region: 'eu-west-1',
      prefix: 'dmt',
      recoveryDays: 30,
      groups: 0,
      groupPrefix: 'devices/',
      batchReads: false,
      attemptTimeoutMs: 4_000,
    })
  })

  it.each([
    [{}, 'region: is missing'],
    [{ region: 'Ireland' }, 'region: is no region'],
    [{ region: 'eu-west-1', prefix: 'a//b' }, 'prefix: may have'],
    [{ region: 'eu-west-1', prefix: 'a=b' }, 'prefix: may have'],
    [{ region: 'eu-west-1', prefix: 'x'.repeat(201) }, 'prefix: has more than 200'],
    [{ region: 'eu-west-1', recoveryDays: 3 }, 'recoveryDays: give a whole number from 7 to 30'],
    [{ region: 'eu-west-1', groups: -1 }, 'groups: give'],
    [{ region: 'eu-west-1', endpoint: 'vpce' }, 'endpoint .*: is no URL'],
    [{ region: 'eu-west-1', endpoint: 'http://moto:5000' }, 'endpoint: is no URL that starts with https'],
  ])('%# are refused with what is wrong', (options, message) => {
    expect(() => createAwsSecretsManager({ ...options, environment: none })).toThrow(
      expect.objectContaining({ code: 'invalid-options', message: expect.stringMatching(message) }),
    )
  })
})

describe('a URL', () => {
  it.each([
    ['aws-secrets-manager://eu-west-1/dmt/site', {}],
    ['aws-secrets-manager://eu-west-1', {}],
    ['aws-secrets-manager:///dmt/site?recoveryDays=7&batchReads=true', { aws_region: 'eu-west-1' }],
    ['aws-secrets-manager:?prefix=a', { AWS_DEFAULT_REGION: 'eu-west-1' }],
  ])('%s opens a store', async (url, variables) => {
    const store = await openSecrets(url, { environment: new Environment(variables) })
    expect(store.provider).toBe('aws-secrets-manager')
    await store.close()
  })

  it.each([
    ['aws-secrets-manager://AKIA:canary@eu-west-1/dmt', 'holds credentials'],
    ['aws-secrets-manager://eu-west-1,eu-west-2/dmt', 'names several regions'],
    ['aws-secrets-manager://eu-west-1/a%b', 'has a %'],
    ['aws-secrets-manager:///dmt', 'region: is missing'],
    ['aws-secrets-manager://eu-west-1/dmt?recovryDays=7', 'did you mean recoveryDays'],
  ])('%s is refused, and not printed', async (url, message) => {
    await expect(openSecrets(url, { environment: none })).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringMatching(`^(?!.*canary).*${message}`),
    })
  })
})
