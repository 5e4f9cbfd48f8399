import type { KeyService } from '@dmt-providers/core'
import { createAzureKey } from './create-azure-key.js'

const azureKey: KeyService = {
  scheme: 'azure-key',
  open(reference, environment) {
    const [name = '', query] = reference.split('?')
    const [host = '', key = ''] = name.split(/\/(.*)/)
    // A name alone is a vault of Azure. Parameters are texts here; the schema turns them into what they stand for.
    const vault = /[.:]/.test(host) ? `https://${host}` : host
    return createAzureKey({ ...Object.fromEntries(new URLSearchParams(query)), vault, key, environment })
  },
}

/** The keys that this package offers to sealed secrets: `key=azure-key:<vault>/<key>`. */
export const keyServices: readonly KeyService[] = [azureKey]
