import type { Provider } from '@dmt-providers/core'
import { createSealedFile } from './create-sealed-file.js'

const sealedFile: Provider<'secrets'> = {
  // The version that this code was written for. Core refuses another one, and says what to install.
  contract: 'secrets@1',
  name: 'sealed-file',
  schemes: ['sealed-file'],
  async open(url, { environment, timeoutMs, retries }) {
    const [file, query] = url.expose().slice('sealed-file:'.length).split('?')
    // Passed on as they are: a typo in the URL is a wrong option, which the error names.
    const given = Object.fromEntries(new URLSearchParams(query))
    return createSealedFile({ ...given, file, timeoutMs, retries }, environment)
  },
}

/** What core looks for in a package: the store of the URL `sealed-file:<path>`. */
export const providers: readonly Provider[] = [sealedFile]
