import { ConfigStore } from '@dmt-providers/core'
import { FileDriver } from './driver.js'
import { type FileOptions, fileOptions } from './options.js'

/**
 * Makes a configuration store whose values are the files of a folder. Nothing is read before the first call. Throws
 * `invalid-options` that lists every wrong option.
 */
export function createFile(options: FileOptions): ConfigStore {
  const { timeoutMs, retries, environment, ...given } = options
  return new ConfigStore(new FileDriver(fileOptions.parse(given, environment)), { timeoutMs, retries })
}
