import { Environment, openSecrets, registerProvider } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { keyServices } from './key-service.js'
import { providers } from './provider.js'

for (const provider of providers) registerProvider(provider)

const environment = new Environment({})

describe('a URL of Key Vault', () => {
  it.each([
    'azure-key-vault://dmt-secrets',
    'azure-key-vault://dmt-secrets/production/dmt?identity=managed&purge=true',
    'azure-key-vault://dmt.vault.azure.cn/a%20b',
    'azure-key-vault://localhost:8443?verifyChallengeResource=false&ca=/run/ca.pem',
  ])('%s opens a store, which connects with its first call', async (url) => {
    await (await openSecrets(url, { environment })).close()
  })

  it.each([
    ['azure-key-vault:///dmt', /vault.*is missing/],
    ['azure-key-vault://one,two/dmt', /a vault has one host/],
    ['azure-key-vault://dmt/a%', /prefix: holds a % that starts no code/],
    ['azure-key-vault://dmt?purg=true', /purg: unknown option/],
    ['azure-key-vault://dmt?purge=maybe', /purge: give true or false/],
    ['azure-key-vault://dmt?credential=me', /credential/],
  ])('%s is refused', async (url, message) => {
    await expect(openSecrets(url, { environment })).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringMatching(message),
    })
  })
})

describe('a key by its name', () => {
  const open = async (reference: string) => await keyServices[0]?.open(reference, environment)

  it.each(['dmt/kek', 'dmt.vault.usgovcloudapi.net/kek', 'localhost:8443/kek'])('%s keeps that name', async (name) => {
    expect((await open(`${name}?identity=managed`))?.keyId).toBe(`azure-key:${name}`)
  })

  it.each(['dmt', 'dmt/', '/kek', 'dmt/kek/0123', 'dmt/kek?cacheAgeMs=0'])('%s is refused', async (reference) => {
    await expect(open(reference)).rejects.toMatchObject({ code: 'invalid-options' })
  })
})
