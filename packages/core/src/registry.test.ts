import { describe, expect, it } from 'vitest'
import { ConnectionUrl } from './connection-url.js'
import { Environment } from './environment.js'
import { openConfig, openSecrets, openStorage } from './open.js'
import type { ContractName, Provider } from './provider.js'
import { findProvider, registerProvider } from './registry.js'

const none = new Environment({})
const find = (contract: ContractName, url: string, environment = none) =>
  findProvider(contract, ConnectionUrl.parse(url, 'url'), environment)

const provider = (name: string, schemes: string[], contract = 'secrets@1'): Provider =>
  ({ contract, name, schemes, open: async () => ({ openedBy: name }) }) as unknown as Provider

describe('A URL', () => {
  it('of an unknown scheme is refused with the nearest one, or all', async () => {
    await expect(find('storage', 'postgress://u:hunter2@h/d')).rejects.toMatchObject({
      code: 'invalid-options',
      message: 'storage: no provider for URLs that start with postgress: (did you mean postgres?)',
    })
    await expect(openConfig('qqqqqqqqqqqqqq:hunter2')).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringMatching(/\(known: consul, .*file\)$/),
    })
  })

  it('means a contract: secrets are no storage', async () => {
    registerProvider(provider('own-secrets', ['own-scheme']))
    await expect(find('storage', 'own-scheme:x')).rejects.toMatchObject({ code: 'invalid-options' })
    expect(await find('secrets', 'own-scheme:x')).toMatchObject({ name: 'own-secrets' })
  })
})

describe('A registered provider', () => {
  it('wins over earlier ones and over what is shipped', async () => {
    registerProvider(provider('first', ['vault+https']))
    registerProvider(provider('second', ['vault+https']))
    expect(await openSecrets('vault+https://h')).toEqual({ openedBy: 'second' })
  })

  it('may serve every scheme that begins alike', async () => {
    registerProvider(provider('family', ['family+*']))
    expect(await find('secrets', 'family+anything://h')).toMatchObject({ name: 'family' })
  })

  it.each(['secrets@2', 'secrets', 'toString@1', 'cache@1', undefined])('of contract %s is refused', (contract) => {
    const other = { ...provider('other', ['other-scheme']), contract } as unknown as Provider
    expect(() => registerProvider(other)).toThrow(
      expect.objectContaining({ code: 'unsupported', message: expect.stringContaining('other implements') }),
    )
  })

  it('of another version is told what to install', () => {
    expect(() => registerProvider(provider('@x/other', [], 'storage@2'))).toThrow(
      'implements storage@2, but this service needs storage@1: install matching versions, for example npm install @x/other@latest @dmt-providers/core@latest',
    )
  })
})

describe('Opening', () => {
  it('refuses a text that names no scheme without showing it', async () => {
    const error = await openStorage('hunter2').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'invalid-options' })
    expect(String(error)).not.toContain('hunter2')
  })
})
