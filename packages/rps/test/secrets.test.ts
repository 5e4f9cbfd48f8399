import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectingLogger } from '../../host/test/collecting-logger.js'
import { type SealedFiles, sealedFiles } from '../../host/test/sealed-files.js'
import { RpsSecrets } from '../src/rps-secrets.js'

const path = 'devices/d12428be-9fa1-4226-9784-54b2038beab6'

describe('secrets of RPS', () => {
  let files: SealedFiles | undefined
  const { lines, logger } = collectingLogger()
  let secrets = new RpsSecrets(logger)

  beforeAll(async () => {
    files = await sealedFiles()
    secrets = new RpsSecrets(logger, { config: { secrets_url: files.url } })
  })
  afterAll(() => files?.remove())

  it('say that they are unsealed', async () => {
    expect(await secrets.health()).toMatchObject({ initialized: true, sealed: false, standby: false })
  })

  it('are null where nothing was written', async () => {
    expect(await secrets.getSecretAtPath('profiles/none')).toBeNull()
    expect(await secrets.getSecretFromKey('profiles/none', 'AMT_PASSWORD')).toBeNull()
  })

  it('are read as object with their version, and as value', async () => {
    const data = { AMT_PASSWORD: 'a', MEBX_PASSWORD: '' }
    expect(await secrets.writeSecretWithObject('profiles/p', data)).toEqual({ data: { version: 1 } })
    expect(await secrets.getSecretAtPath('profiles/p')).toEqual({ ...data, version: 1 })
    expect(await secrets.getSecretFromKey('profiles/p', 'AMT_PASSWORD')).toBe('a')
    expect(await secrets.getSecretFromKey('profiles/p', 'MEBX_PASSWORD')).toBeNull()
  })

  it('may be written back with the version that was read', async () => {
    await secrets.writeSecretWithObject(path, { AMT_PASSWORD: 'old' })
    const read = await secrets.getSecretAtPath(path)
    expect(await secrets.writeSecretWithObject(path, { ...read, AMT_PASSWORD: 'new' })).toEqual({
      data: { version: 2 },
    })
    expect(await secrets.getSecretAtPath(path)).toEqual({ AMT_PASSWORD: 'new', version: 2 })
  })

  it('may be large, such as a chain of certificates', async () => {
    const data = { ROOT_CERTIFICATE: { pem: 'x'.repeat(20_000) }, ISSUED_CERTIFICATE: { pem: 'é'.repeat(20_000) } }
    await secrets.writeSecretWithObject('TLS/p', data)
    expect(await secrets.getSecretAtPath('TLS/p')).toEqual({ ...data, version: 1 })
  })

  it('keep the case of their paths', async () => {
    await secrets.writeSecretWithObject('CIRAConfigs/CaseX', { MPS_PASSWORD: 'x' })
    expect(await secrets.getSecretAtPath('CIRAConfigs/casex')).toBeNull()
  })

  it('are removed, also when absent', async () => {
    await secrets.writeSecretWithObject('Wireless/w', { PSK_PASSPHRASE: 'x' })
    expect(await secrets.deleteSecretAtPath('Wireless/w')).toBe(true)
    expect(await secrets.deleteSecretAtPath('Wireless/w')).toBe(true)
    expect(await secrets.getSecretAtPath('Wireless/w')).toBeNull()
  })

  it('are not written or removed at an impossible path, which is logged', async () => {
    expect(await secrets.writeSecretWithObject('a//b', {})).toBeNull()
    expect(lines.at(-1)).toContain('writeSecretWithObject a//b: ')
    expect(await secrets.deleteSecretAtPath('../b')).toBe(false)
    expect(lines.at(-1)).toContain('deleteSecretAtPath ../b: ')
  })

  it('with another key throw and are not healthy', async () => {
    const sealed = new RpsSecrets(logger, { config: { secrets_url: files?.wrongKeyUrl } })
    await expect(sealed.getSecretAtPath(path)).rejects.toThrow()
    await expect(sealed.getSecretFromKey(path, 'AMT_PASSWORD')).rejects.toThrow()
    await expect(sealed.health()).rejects.toThrow()
  })

  it('that cannot be opened answer a write with null, a removal with false, and the rest with the reason', async () => {
    const missing = new RpsSecrets(logger, { config: {} })
    expect(await missing.writeSecretWithObject('a', {})).toBeNull()
    expect(await missing.deleteSecretAtPath('a')).toBe(false)
    await expect(missing.getSecretAtPath('a')).rejects.toThrow('RPS_SECRETS_URL is not set')
  })
})
