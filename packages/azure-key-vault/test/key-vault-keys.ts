import { randomUUID } from 'node:crypto'
import { KeyClient } from '@azure/keyvault-keys'
import { Environment } from '@dmt-providers/core'
import { clientOptions } from '../src/client-options.js'
import { azureKeyOptions } from '../src/options.js'
import { accessTo } from './key-vault-place.js'

/** All, as Azure gives a key that is made without; a stand-in gives none, and asks for both pairs. */
const keyOps = ['wrapKey', 'unwrapKey', 'encrypt', 'decrypt']

/** An RSA key of the test's own in the vault of a URL. */
export async function newKey(url: string) {
  const { vault, ...access } = accessTo(url)
  const name = `test-${randomUUID()}`
  const environment = new Environment({})
  const { credential, options } = await clientOptions(
    azureKeyOptions.parse({ vault, ...access, key: name }, environment),
    environment,
  )
  const client = new KeyClient(vault, credential, options)
  const remove = async () => {
    await client.beginDeleteKey(name)
  }
  const rotate = async () => {
    await client.createRsaKey(name, { keySize: 2048, keyOps })
  }
  await rotate()
  return { name, access: { vault, ...access }, rotate, remove }
}
