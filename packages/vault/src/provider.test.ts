import { Environment, openSecrets, registerProvider } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { scriptedVault } from '../test/scripted-vault.js'
import { providers } from './provider.js'

for (const provider of providers) registerProvider(provider)

const environment = new Environment({ vault_token: 'hvs.of-the-environment' })

/** What a store of a URL asks for when it reads `devices/one`; `HOST` stands for the host. */
async function asks(url: string) {
  const vault = await scriptedVault()
  const data = { path: 'org/kv/', type: 'kv', options: { version: url.includes('kv=1') ? '1' : '2' } }
  vault.answer = ({ path }) =>
    path.includes('login/')
      ? { body: { auth: { client_token: 'hvs.logged-in', lease_duration: 0 } } }
      : path.includes('internal/ui')
        ? { body: { data: { ...data, path: `${decodeURIComponent(path.split('mounts/')[1] ?? '')}/` } } }
        : undefined
  const store = await openSecrets(url.replace('HOST', new URL(vault.address).host), { environment, retries: 0 })
  await store.get('devices/one')
  await store.close()
  return { vault, path: vault.asked.find(({ path }) => path.includes('devices/one'))?.path }
}

describe('a URL of Vault', () => {
  it.each([
    ['vault+http://HOST', 'secret/data/devices/one'],
    ['vault+http://HOST/', 'secret/data/devices/one'],
    ['vault+http://HOST/kv', 'kv/data/devices/one'],
    ['vault+http://HOST/kv/team/dmt/', 'kv/data/team/dmt/devices/one'],
    ['vault+http://HOST/kv/data', 'kv/data/data/devices/one'],
    ['vault+http://HOST/org%2Fkv/a%20b', 'org/kv/data/a%20b/devices/one'],
    ['vault+http://HOST/old/team?kv=1', 'old/team/devices/one'],
    ['vault+http://HOST/ignored?mount=kv&prefix=x', 'kv/data/x/devices/one'],
  ])('%s reads %s', async (url, path) => {
    const found = await asks(url)
    expect(found.path).toBe(path)
    expect(found.vault.asked.at(-1)?.headers['x-vault-token']).toBe('hvs.of-the-environment')
  })

  it('has user and password before the host', async () => {
    const { vault } = await asks('vault+http://dmt:p%40ss@HOST/secret?auth=userpass')
    expect(vault.asked[0]).toMatchObject({ path: 'auth/userpass/login/dmt', body: { password: 'p@ss' } })
  })

  it.each([
    ['vault+https://h/kv%', 'mount: holds a % that starts no code'],
    ['vault+https://h/secret?tokn=s3cret', 'tokn: unknown option'],
    ['vault+https:///secret', 'address (VAULT_ADDR): is missing'],
  ])('%s is refused without a word of its values', async (url, message) => {
    const opened = openSecrets(url, { environment })
    await expect(opened).rejects.toMatchObject({ code: 'invalid-options', message: expect.stringContaining(message) })
    await expect(opened).rejects.not.toThrow('s3cret')
  })

  it('without a token anywhere is refused', async () => {
    const opened = openSecrets('vault+https://h', { environment: new Environment({}) })
    await expect(opened).rejects.toThrow('token: is missing; give token or tokenFile (VAULT_TOKEN, VAULT_TOKEN_FILE)')
  })
})
