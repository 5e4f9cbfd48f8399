import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type ConnectionUrl,
  contractVersions,
  Environment,
  registerProvider,
  type SecretsDriver,
  SecretsStore,
} from '@dmt-providers/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLogger } from './host-logger.js'
import { secretsOfHost } from './secrets-of-host.js'
import { Settings } from './settings.js'

const opened: string[] = []

const driver: SecretsDriver = {
  provider: 'recorder',
  system: 'recorder',
  capabilities: { compareAndSet: false, history: false },
  classify: () => undefined,
  get: async () => undefined,
  put: async () => '1',
  delete: async () => false,
  list: async () => [],
  versions: async () => [],
  probe: async () => undefined,
  close: async () => undefined,
}

const open = async (config: Record<string, unknown>) =>
  await secretsOfHost({
    settings: new Settings('RPS', config, new Environment({})),
    errorClass: undefined,
    logger: silentLogger,
    configuration: { Config: {} },
    folder: undefined,
  })

describe('the secret store of a service', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dmt-secrets-'))
    await writeFile(join(folder, 'url'), 'recorder:file')
    const open = async (url: ConnectionUrl) => {
      opened.push(url.expose())
      return new SecretsStore(driver)
    }
    const schemes = ['recorder', 'vault+http', 'vault+https']
    registerProvider({ contract: contractVersions.secrets, name: 'recorder', schemes, open })
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('is the one that the URL names', async () => {
    await open({ secrets_url: 'recorder:url', vault_address: 'http://localhost:8200' })
    expect(opened.at(-1)).toBe('recorder:url')
  })

  it('is the one that the file names, before the URL', async () => {
    await open({ secrets_url: 'recorder:url', secrets_url_file: join(folder, 'url') })
    expect(opened.at(-1)).toBe('recorder:file')
  })

  it.each([
    [
      { vault_address: 'http://localhost:8200', vault_token: 'my/root', secrets_path: 'secret/data/' },
      'vault+http://localhost:8200/secret/?kv=2&token=my%2Froot',
    ],
    [
      { vault_address: 'https://vault.example:8200/base/', secrets_path: 'kv/data/team/' },
      'vault+https://vault.example:8200/kv/team/?kv=2&basePath=%2Fbase',
    ],
    [{ vault_address: 'http://vault:8200', vault_token: 123 }, 'vault+http://vault:8200/secret/?kv=2&token=123'],
    [{ vault_address: 'https://vault.example' }, 'vault+https://vault.example:443/secret/?kv=2'],
    [{ vault_address: 'http://a:1', secrets_path: 'org/kv/data' }, 'vault+http://a:1/org%2Fkv/?kv=2'],
    [{ vault_address: 'http://a:1', secrets_path: 'old/team/' }, 'vault+http://a:1/old/team/?kv=1'],
  ])('is the Vault of the service otherwise: %j', async (config, url) => {
    await open(config)
    expect(opened.at(-1)).toBe(url)
  })

  it('hands over the file with the token of the Vault, which may change', async () => {
    await open({ vault_address: 'http://a:1', vault_token: 'other', vault_token_file: '/run/token' })
    expect(opened.at(-1)).toBe('vault+http://a:1/secret/?kv=2&tokenFile=%2Frun%2Ftoken')
  })

  it('is opened once for the same URL', async () => {
    const [first, second] = await Promise.all([
      open({ secrets_url: 'recorder:1' }),
      open({ secrets_url: 'recorder:1' }),
    ])
    expect(first).toBe(second)
    expect(opened.filter((url) => url === 'recorder:1')).toHaveLength(1)
  })

  it.each([[{}], [{ vault_address: 'localhost' }], [{ vault_address: 'localhost:8200' }]])(
    'is missed by name: %j',
    async (config) => {
      await expect(open(config)).rejects.toMatchObject({ code: 'invalid-options' })
      await expect(open(config)).rejects.toThrow('RPS_SECRETS_URL is not set')
    },
  )
})
