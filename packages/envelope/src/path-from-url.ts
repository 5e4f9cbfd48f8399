import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ProviderError } from '@dmt-providers/core'

/**
 * The absolute path that stands behind `file:` in a URL: `./folder` and `folder` from the working directory, `/folder`,
 * and `///folder` as in a file URL, percent-decoded. Throws `invalid-options` for nothing and for another host.
 */
export function pathFromUrl(rest: string, parameter: string): string {
  if (rest === '') {
    throw new ProviderError('invalid-options', `${parameter}: names no file; write file:./path or file:/path`)
  }
  if (!rest.startsWith('//')) return resolve(rest)
  try {
    return fileURLToPath(`file:${rest}`)
  } catch (error) {
    const text = `${parameter}: is no path of this machine; write file:./path or file:/path`
    throw new ProviderError('invalid-options', text, { cause: error })
  }
}
