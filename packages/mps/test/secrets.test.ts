import { inspect } from 'node:util'
import { registerProvider } from '@dmt-providers/core'
import { providers as vaultProviders } from '@dmt-providers/vault'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectingLogger } from '../../host/test/collecting-logger.js'
import { type SealedFiles, sealedFiles } from '../../host/test/sealed-files.js'
import { MpsSecrets } from '../src/mps-secrets.js'

const guid = 'd12428be-9fa1-4226-9784-54b2038beab6'
const password = 'Corr3ct-horse'
const certificates = { mps_tls_config: { key: 'k', ciphers: null }, web_tls_config: { ca: 'ca' }, root_key: 'root' }

describe('secrets of MPS', () => {
  let files: SealedFiles | undefined
  const { lines, logger } = collectingLogger()
  let secrets = new MpsSecrets(logger)

  beforeAll(async () => {
    files = await sealedFiles()
    secrets = new MpsSecrets(logger, { config: { secrets_url: files.url, cira_root: 'unlocked' } })
  })
  afterAll(() => files?.remove())

  it('say that they are unsealed', async () => {
    expect(await secrets.health()).toMatchObject({ initialized: true, sealed: false, standby: false })
  })

  it('are null where nothing was written', async () => {
    expect(await secrets.getMPSCerts()).toBeNull()
    expect(await secrets.getSecretAtPath('devices/none')).toBeNull()
    expect(await secrets.getSecretFromKey('devices/none', 'MPS_PASSWORD')).toBeNull()
    expect(await secrets.getAMTCredentials('none')).toBeNull()
  })

  it('keep the certificates', async () => {
    expect(await secrets.writeSecretWithObject('MPSCerts', { data: certificates })).toBe(true)
    expect(await secrets.getMPSCerts()).toEqual(certificates)
  })

  it('are read as object, as value and as credentials', async () => {
    const data = { AMT_PASSWORD: password, MPS_PASSWORD: 'mps', EMPTY: '' }
    await secrets.writeSecretWithObject(`devices/${guid}`, { data: { AMT_PASSWORD: 'older' } })
    await secrets.writeSecretWithObject(`devices/${guid}`, { data })
    expect(await secrets.getSecretAtPath(`devices/${guid}`)).toEqual({ data, metadata: { version: '2' } })
    expect(await secrets.getSecretFromKey(`devices/${guid}`, 'MPS_PASSWORD')).toBe('mps')
    expect(await secrets.getSecretFromKey(`devices/${guid}`, 'EMPTY')).toBeNull()
    expect(await secrets.getSecretFromKey(`devices/${guid}`, 'NONE')).toBeNull()
    expect(await secrets.getAMTCredentials(guid)).toEqual(['admin', password])
  })

  it('have no credentials without a password', async () => {
    await secrets.writeSecretWithObject('devices/other', { data: { MPS_PASSWORD: 'mps' } })
    expect(await secrets.getAMTCredentials('other')).toBeNull()
  })

  it('are removed, also when absent', async () => {
    await secrets.writeSecretWithObject('devices/gone', { data: { AMT_PASSWORD: 'x' } })
    await secrets.deleteSecretAtPath('devices/gone')
    await secrets.deleteSecretAtPath('devices/gone')
    expect(await secrets.getSecretAtPath('devices/gone')).toBeNull()
  })

  it.each([
    ['no data', 'a', {}],
    ['data of null', 'a', { data: null }],
    ['an impossible path', 'a//b', { data: {} }],
  ])('are not written with %s, which is logged', async (_, path, secret) => {
    expect(await Reflect.apply(secrets.writeSecretWithObject, secrets, [path, secret])).toBe(false)
    expect(lines.at(-1)).toContain(`writeSecretWithObject ${path}: `)
  })

  it('are never printed', () => {
    expect(lines.join('\n') + inspect(secrets, { depth: 9, showHidden: true }) + JSON.stringify(secrets)).not.toMatch(
      new RegExp(`${password}|root`),
    )
  })

  describe('with another key', () => {
    let sealed = new MpsSecrets(logger)
    beforeAll(() => {
      sealed = new MpsSecrets(logger, { config: { secrets_url: files?.wrongKeyUrl } })
    })

    it('never answer that the certificates are absent', async () => {
      await expect(sealed.getMPSCerts()).rejects.toThrow()
      await expect(sealed.getSecretAtPath(`devices/${guid}`)).rejects.toThrow()
      await expect(sealed.getSecretFromKey(`devices/${guid}`, 'MPS_PASSWORD')).rejects.toThrow()
    })

    it('are not healthy', async () => {
      await expect(sealed.health()).rejects.toThrow()
    })

    it('give no credentials, which keeps a KVM session from hanging, and log why', async () => {
      expect(await sealed.getAMTCredentials(guid)).toBeNull()
      expect(lines.at(-1)).toContain(`getAMTCredentials devices/${guid}: `)
    })
  })

  describe('that cannot be opened', () => {
    const missing = new MpsSecrets(logger, { config: { secrets_url: 'nowhere://x' } })

    it('answer a write with false and everything else with the reason', async () => {
      expect(await missing.writeSecretWithObject('a', { data: {} })).toBe(false)
      await expect(missing.getMPSCerts()).rejects.toThrow('no provider for URLs that start with nowhere:')
      await expect(missing.health()).rejects.toMatchObject({ code: 'invalid-options' })
      await expect(missing.deleteSecretAtPath('a')).rejects.toMatchObject({ code: 'invalid-options' })
    })

    it('are looked for in the Vault that the service names, of which errors tell', async () => {
      for (const provider of vaultProviders) registerProvider(provider)
      const away = new MpsSecrets(logger, { config: { vault_address: 'http://127.0.0.1:1', vault_token: 's3cret' } })
      await expect(away.getMPSCerts()).rejects.toMatchObject({ code: 'unavailable' })
      const nobody = new MpsSecrets(logger, { config: { vault_address: 'http://127.0.0.1:1' } })
      const refused = nobody.health()
      await expect(refused).rejects.toThrow('token: is missing')
      await expect(refused).rejects.toThrow('MPS_SECRETS_URL is not set, so vault_address decides')
      expect(lines.join('\n')).not.toContain('s3cret')
    })
  })
})
