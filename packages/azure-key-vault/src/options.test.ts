import { Environment } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { azureKeyOptions, azureKeyVaultOptions } from './options.js'

const nothing = new Environment({})
const parsed = (given: Record<string, unknown>, environment = nothing) => azureKeyVaultOptions.parse(given, environment)

describe('the options of Key Vault', () => {
  it('have defaults for what is not given', () => {
    expect(parsed({ vault: 'dmt-secrets' })).toEqual({
      vault: 'https://dmt-secrets.vault.azure.net',
      prefix: '',
      purge: false,
      serviceVersion: '7.6',
      verifyChallengeResource: true,
      attemptTimeoutMs: 4_000,
    })
  })

  it.each([
    [{ vault: 'dmt-secrets/' }, { vault: 'https://dmt-secrets.vault.azure.net' }],
    [{ vault: 'https://dmt.vault.usgovcloudapi.net/' }, { vault: 'https://dmt.vault.usgovcloudapi.net' }],
    [{ vault: 'https://localhost:8443' }, { vault: 'https://localhost:8443' }],
    [{ prefix: '/team/a//' }, { prefix: 'team/a/' }],
    [{ prefix: '/' }, { prefix: '' }],
    [
      { purge: 'true', verifyChallengeResource: 'false' },
      { purge: true, verifyChallengeResource: false },
    ],
    [{ attemptTimeoutMs: '500' }, { attemptTimeoutMs: 500 }],
  ])('take %j as %j', (given, taken) => {
    expect(parsed({ vault: 'dmt', ...given })).toMatchObject(taken)
  })

  it('have the vault from the environment', () => {
    expect(parsed({}, new Environment({ dmt_azure_key_vault: 'dmt' }))).toMatchObject({
      vault: 'https://dmt.vault.azure.net',
    })
  })

  it.each([
    [{}, /vault.*is missing/],
    [{ vault: 'http://dmt.vault.azure.net' }, /vault.*https:/],
    [{ vault: 'https://h:99999' }, /vault.*https:/],
    [{ vault: 'https://user:pass@h' }, /vault.*https:/],
    [{ vault: 'a_b' }, /vault.*https:/],
    [{ vault: 'dmt', prefix: 'a//b' }, /prefix.*empty part/],
    [{ vault: 'dmt', prefix: 'a/../b' }, /prefix.*empty part/],
    [{ vault: 'dmt', prefix: 'x'.repeat(112) }, /prefix.*longer than 112/],
    [{ vault: 'dmt', identity: 'me' }, /identity.*give one of/],
    [{ vault: 'dmt', credential: {} }, /credential.*getToken/],
    [{ vault: 'dmt', serviceVersion: '1' }, /serviceVersion.*give one of/],
    [{ vault: 'dmt', purge: 'yes' }, /purge.*true or false/],
    [{ vault: 'dmt', attemptTimeoutMs: 1 }, /attemptTimeoutMs.*100 to 600000/],
  ])('refuse %j', (given, message) => {
    expect(() => parsed(given)).toThrow(
      expect.objectContaining({ code: 'invalid-options', message: expect.stringMatching(message) }),
    )
  })
})

describe('the options of a key', () => {
  it('bound the data keys that are kept', () => {
    expect(azureKeyOptions.parse({ vault: 'dmt', key: 'kek', cacheEntries: '0' }, nothing)).toMatchObject({
      key: 'kek',
      cacheEntries: 0,
      cacheAgeMs: 300_000,
      cacheUses: 10_000,
    })
  })

  it.each(['', 'a_b', 'kek/0123'])('refuse the name "%s"', (key) => {
    expect(() => azureKeyOptions.parse({ vault: 'dmt', key }, nothing)).toThrow(/is no name of a key/)
  })
})
