import { randomUUID } from 'node:crypto'
import { type AzureKeyVaultOptions, createAzureKeyVault } from '../src/index.js'

/** A token that a stand-in takes, as it takes any. */
export const anyToken = 'any-token-of-the-test'

/** Any identity: what a stand-in asks for. */
export const anyone = { getToken: async () => ({ token: anyToken, expiresOnTimestamp: Date.now() + 3_600_000 }) }

/** What reaches the vault of the tests' variable, `https://name.vault.azure.net` or a stand-in's `https://localhost:1?ca=file`. */
export function accessTo(text: string): AzureKeyVaultOptions & { vault: string } {
  const url = new URL(text)
  const real = url.hostname.endsWith('.vault.azure.net')
  const ca = url.searchParams.get('ca') ?? undefined
  return { vault: url.origin, ca, ...(real ? {} : { credential: anyone, verifyChallengeResource: false }) }
}

/** A folder of the test's own in the vault, and how to empty it. */
export function placeIn(text: string) {
  const options = { ...accessTo(text), prefix: `test-${randomUUID()}` }
  const remove = async () => {
    const store = createAzureKeyVault(options)
    for (const path of await store.list('')) await store.delete(path)
    await store.close()
  }
  return { options, remove }
}
