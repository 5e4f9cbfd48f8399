import { Environment, openConfig, registerProvider } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { etcdOptions } from './options.js'
import { providers } from './provider.js'

for (const provider of providers) registerProvider(provider)

const nothing = new Environment({})

describe('the options of etcd', () => {
  it('have defaults for what is not given', () => {
    expect(etcdOptions.parse({ endpoints: 'one:2379,[::1]:2379' }, nothing)).toEqual({
      endpoints: 'one:2379,[::1]:2379',
      tls: false,
      prefix: '',
      attemptTimeoutMs: 4_000,
      rescanMs: 30_000,
    })
  })

  it('come from the environment too', () => {
    const environment = new Environment({ dmt_etcd_endpoints: 'one:1', dmt_etcd_user: 'u', dmt_etcd_password: 'p' })
    expect(etcdOptions.parse({}, environment)).toMatchObject({ endpoints: 'one:1', user: 'u', password: 'p' })
  })

  it.each([
    ['etcd:', 'endpoints (DMT_ETCD_ENDPOINTS): is missing'],
    ['etcd://one?cert=a.pem&tls=true', 'cert (DMT_ETCD_CERT): and key go together'],
    ['etcd://one?ca=a.pem', 'tls: is false, but a certificate is named'],
    ['etcd://user@one', 'password (DMT_ETCD_PASSWORD): is missing beside the user'],
    ['etcd://user:word@one?passwordFile=a', 'are both given'],
    ['etcd://:word@one', 'user (DMT_ETCD_USER): is missing beside the password'],
    ['etcd://one?prefx=a', 'did you mean prefix?'],
    ['etcd://one?tls=maybe', 'tls: give true or false'],
    ['etcd://one?attemptTimeoutMs=5', 'attemptTimeoutMs: give a whole number'],
  ])('of %s are refused', async (url, message) => {
    const error = await openConfig(url, { environment: nothing }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'invalid-options', message: expect.stringContaining(message) })
    expect(String(error)).not.toContain('word@')
  })

  it('of a URL connect to nothing before the first call', async () => {
    const store = await openConfig('etcd+tls://user:word@127.0.0.1:1/dmt/', { environment: nothing })
    expect(store.provider).toBe('etcd')
    await store.close()
  })
})
