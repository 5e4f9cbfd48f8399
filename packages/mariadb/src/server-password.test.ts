import { Environment } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { serverAddresses } from './server-address.js'
import { serverPassword } from './server-password.js'
import { serverSettings } from './server-settings.js'

const host = 'db.c0ffee.eu-west-1.rds.amazonaws.com'

/** As MPS and RPS leave it: every name in lower case. */
const environment = new Environment({ aws_access_key_id: 'AKIDEXAMPLE', aws_secret_access_key: 'Secret-Canary-1' })

async function tokenOf(url: string): Promise<URL> {
  const settings = serverSettings(url, {}, environment)
  const [address] = serverAddresses(settings.url, environment)
  if (address === undefined) throw new Error('no address')
  return new URL(`https://${await serverPassword(settings, address, environment)()}`)
}

describe('a token of auth=rds-iam, signed by AWS’s own package', () => {
  it('is for this host, port and user, in the host’s region', async () => {
    const { host: place, searchParams } = await tokenOf(`mysql://mps@${host}/mpsdb?auth=rds-iam`)
    expect(place).toBe(`${host}:3306`)
    expect(Object.fromEntries(searchParams)).toMatchObject({
      Action: 'connect',
      DBUser: 'mps',
      'X-Amz-Credential': expect.stringMatching(/^AKIDEXAMPLE\/\d{8}\/eu-west-1\/rds-db\/aws4_request$/),
      'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  it('takes the region from the option where the host has none', async () => {
    const { searchParams } = await tokenOf('mysql://mps@db.internal:3307/mpsdb?auth=rds-iam&awsRegion=eu-north-1')
    expect(searchParams.get('X-Amz-Credential')).toContain('/eu-north-1/rds-db/')
  })
})
