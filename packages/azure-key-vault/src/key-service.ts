import { type Environment, type KeyService, ProviderError } from '@dmt-providers/core'
import { AzureKeyWrapper } from './azure-key-wrapper.js'
import { azureKeyOptions } from './options.js'
import { VaultKeys } from './vault-keys.js'

const azureKey: KeyService = {
  scheme: 'azure-key',
  open(reference: string, environment: Environment) {
    const [key = '', query = ''] = reference.split('?', 2)
    const [, host = '', name = ''] = /^([^/]+)\/([0-9a-zA-Z-]{1,127})$/.exec(key) ?? []
    if (host === '') {
      throw new ProviderError(
        'invalid-options',
        `azure-key: a key's name of ${key.length} characters; write azure-key:<vault>/<key>, without a version`,
      )
    }
    const vault = /[.:]/.test(host) ? `https://${host}` : host
    const settings = azureKeyOptions.parse({ ...Object.fromEntries(new URLSearchParams(query)), vault }, environment)
    return new AzureKeyWrapper(`azure-key:${key}`, new VaultKeys(settings, name, environment))
  },
}

/** The keys that this package offers to sealed secrets: `key=azure-key:<vault>/<key>`. */
export const keyServices: readonly KeyService[] = [azureKey]
