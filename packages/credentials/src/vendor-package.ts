import { ProviderError } from '@dmt-providers/core'

/**
 * A package of a cloud's vendor, which only those install who ask for it: what `load` imports. Throws `invalid-options`
 * naming the option that asks, with the command that installs `names` when one of them is missing.
 */
export async function vendorPackage<T>(option: string, names: readonly string[], load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    const missing = error instanceof Error && Reflect.get(error, 'code') === 'ERR_MODULE_NOT_FOUND'
    const reason = missing
      ? `needs packages that are not installed; run: npm install ${names.join(' ')}`
      : `its packages ${names.join(', ')} cannot be loaded: ${error instanceof Error ? error.message : error}`
    throw new ProviderError('invalid-options', `${option}: ${reason}`, { cause: error })
  }
}
