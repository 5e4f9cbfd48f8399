import type { KeyService } from '@dmt-providers/core'
import { createVaultTransit } from './create-vault-transit.js'

const vaultTransit: KeyService = {
  scheme: 'vault-transit',
  open(reference, environment) {
    const [keyName = '', query] = reference.split('?')
    // Parameters are texts here; the schema turns them into what they stand for, or says what is wrong with them.
    return createVaultTransit({ ...Object.fromEntries(new URLSearchParams(query)), keyName, environment })
  },
}

/** What this package holds for sealed secrets: `key=vault-transit:<key>`. */
export const keyServices: readonly KeyService[] = [vaultTransit]
