import { Environment, openConfig, registerProvider } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { zookeeperOptions } from './options.js'
import { providers } from './provider.js'

for (const provider of providers) registerProvider(provider)

const nothing = new Environment({})

describe('the options of zookeeper', () => {
  it('have defaults for what is not given', () => {
    const endpoints = 'one:2181,[::1]:2181'
    expect(zookeeperOptions.parse({ endpoints }, nothing)).toEqual({
      endpoints,
      tls: false,
      prefix: '',
      sessionTimeoutMs: 10_000,
    })
  })

  it.each([
    ['zookeeper:', 'invalid-options', 'endpoints (DMT_ZOOKEEPER_ENDPOINTS): is missing'],
    ['zookeeper://user@one', 'invalid-options', 'user (DMT_ZOOKEEPER_USER): and password go together'],
    ['zookeeper://one/a//b', 'invalid-options', 'prefix (DMT_ZOOKEEPER_PREFIX): has an empty segment'],
    ['zookeeper://one?sessionTimeout=5', 'invalid-options', 'did you mean sessionTimeoutMs?'],
  ])('of %s are refused', async (url, code, message) => {
    const open = openConfig(url, { environment: nothing })
    await expect(open).rejects.toMatchObject({ code, message: expect.stringContaining(message) })
  })
})
