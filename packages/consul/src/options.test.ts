import { Environment, openConfig, registerProvider } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { consulOptions } from './options.js'
import { providers } from './provider.js'

for (const provider of providers) registerProvider(provider)

const nothing = new Environment({})

describe('the options of consul', () => {
  it('have defaults for what is not given', () => {
    expect(consulOptions.parse({ endpoints: 'one:8500,[::1]:8500' }, nothing)).toEqual({
      endpoints: 'one:8500,[::1]:8500',
      tls: false,
      prefix: '',
      attemptTimeoutMs: 4_000,
    })
  })

  it('come from the environment too', () => {
    const environment = new Environment({
      dmt_consul_endpoints: 'one:1',
      dmt_consul_token: 't',
      dmt_consul_prefix: 'a/',
    })
    expect(consulOptions.parse({}, environment)).toMatchObject({ endpoints: 'one:1', token: 't', prefix: 'a/' })
  })

  it.each([
    ['consul:', 'endpoints (DMT_CONSUL_ENDPOINTS): is missing'],
    ['consul://one?cert=a.pem&tls=true', 'cert (DMT_CONSUL_CERT): and key go together'],
    ['consul://one?ca=a.pem', 'tls: is false, but a certificate is named'],
    ['consul://one?token=word%0a', 'token (DMT_CONSUL_TOKEN): is empty or holds a space'],
    ['consul://one?token=word&tokenFile=a', 'are both given'],
    ['consul://one//a', 'prefix (DMT_CONSUL_PREFIX): begins with a slash'],
    ['consul://one?prefix=a/../b', 'prefix (DMT_CONSUL_PREFIX): begins with a slash'],
    ['consul://one?prefx=a', 'did you mean prefix?'],
    ['consul://:word@one', 'password'],
    ['consul://one?datacenter=a b', 'datacenter (DMT_CONSUL_DATACENTER): is empty or holds a character'],
    ['consul://one?attemptTimeoutMs=5', 'attemptTimeoutMs: give a whole number from 100'],
  ])('of %s are refused', async (url, message) => {
    const error = await openConfig(url, { environment: nothing }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'invalid-options', message: expect.stringContaining(message) })
    expect(String(error)).not.toContain('word&')
  })

  it.each(['', 'dmt/', 'a.b/..c', 'a/b'])('take the prefix %j', (prefix) => {
    expect(consulOptions.parse({ endpoints: 'one:1', prefix }, nothing)).toMatchObject({ prefix })
  })

  it('of a URL connect to nothing before the first call', async () => {
    const store = await openConfig('consul+tls://127.0.0.1:1/dmt/?token=word', { environment: nothing })
    expect(store.provider).toBe('consul')
    await store.close()
  })
})
