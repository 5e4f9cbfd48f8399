import { Environment } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { rdsTokens } from './rds-tokens.js'

const address = { provider: 'postgres', host: 'db.c0ffee.eu-west-1.rds.amazonaws.com', port: 5433, user: 'mps' }

/** As MPS and RPS leave it: every name in lower case. */
const keys = {
  aws_access_key_id: 'AKIDEXAMPLE',
  aws_secret_access_key: 'Secret-Canary-1',
  aws_session_token: 'Session-1',
}

async function tokenOf(settings: { region?: string }, place = address, environment: object = keys): Promise<URL> {
  const source = rdsTokens({ ...place, ...settings }, new Environment({ ...environment }))
  const { text, expiresAt } = await source(new AbortController().signal)
  expect(expiresAt).toBe(0)
  return new URL(`https://${text}`)
}

describe('rdsTokens, signed by AWS’s own package', () => {
  it('is for this host, port and user, in the host’s region, for a quarter of an hour', async () => {
    const { host, searchParams } = await tokenOf({})
    expect(host).toBe('db.c0ffee.eu-west-1.rds.amazonaws.com:5433')
    expect(Object.fromEntries(searchParams)).toMatchObject({
      Action: 'connect',
      DBUser: 'mps',
      'X-Amz-Expires': '900',
      'X-Amz-Credential': expect.stringMatching(/^AKIDEXAMPLE\/\d{8}\/eu-west-1\/rds-db\/aws4_request$/),
      'X-Amz-Security-Token': 'Session-1',
      'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  it.each([
    ['the option', { region: 'eu-north-1' }, address, keys, 'eu-north-1'],
    ['AWS_REGION', {}, { ...address, host: 'db.internal' }, { ...keys, aws_region: 'us-east-2' }, 'us-east-2'],
    ['the host name, before AWS_REGION', {}, address, { ...keys, aws_region: 'us-east-2' }, 'eu-west-1'],
  ])('takes the region from %s', async (_, settings, place, environment, region) => {
    const { searchParams } = await tokenOf(settings, place, environment)
    expect(searchParams.get('X-Amz-Credential')).toContain(`/${region}/rds-db/`)
  })

  it.each([
    ['region', { ...address, host: 'db.internal' }, 'awsRegion'],
    ['user', { ...address, user: undefined }, 'url: rds-iam needs the database user'],
  ])('refuses to guess the %s', (_, place, message) => {
    expect(() => rdsTokens(place, new Environment({}))).toThrow(
      expect.objectContaining({ code: 'invalid-options', message: expect.stringContaining(message) }),
    )
  })

  it('signs by a profile’s keys', async () => {
    const environment = {
      aws_profile: 'none-such',
      aws_config_file: '/no/such',
      aws_shared_credentials_file: '/no/such',
    }
    await expect(tokenOf({}, address, { ...keys, ...environment })).rejects.toThrow(/none-such|credentials/i)
  })
})
