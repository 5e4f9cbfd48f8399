import { contractVersions, type Provider, SecretsStore } from '@dmt-providers/core'
import { EnvelopeDriver } from './driver.js'
import { envelopeParts } from './envelope-parts.js'
import { optionsFromUrl } from './options-from-url.js'

const envelope: Provider<'secrets'> = {
  contract: contractVersions.secrets,
  name: 'envelope',
  schemes: ['envelope+*'],
  async open(url, options) {
    const read = await optionsFromUrl(url, options)
    try {
      const parts = envelopeParts(read)
      // A package that is missing is told at once, and not by the first secret.
      for (const key of parts.remoteKeys) await key.load()
      return new SecretsStore(new EnvelopeDriver(parts), read)
    } catch (error) {
      await read.records?.close()
      throw error
    }
  },
}

/** What this package provides: sealed secrets for `envelope+file:` and `envelope+` any storage URL. */
export const providers: readonly Provider[] = [envelope]
