import { type Environment, SecretsStore, Sensitive } from '@dmt-providers/core'
import { SealedFileDriver } from './driver.js'
import { type SealedFileOptions, sealedFileOptions } from './options.js'
import { SecretsFile } from './secrets-file.js'

/** Opens the store. Nothing is read before the first call. Throws `invalid-options` that lists every wrong option. */
export function createSealedFile(options: SealedFileOptions, environment?: Environment): SecretsStore {
  const { timeoutMs, retries, ...given } = options
  const { file, passphrase, create } = sealedFileOptions.parse(given, environment)
  const driver = new SealedFileDriver(new SecretsFile(file, create), new Sensitive(passphrase))
  return new SecretsStore(driver, { timeoutMs, retries })
}
