import { fileURLToPath } from 'node:url'
import { type ConnectionUrl, contractVersions, type Provider, ProviderError } from '@dmt-providers/core'
import { createFile } from './create-file.js'

const file: Provider<'config'> = {
  contract: contractVersions.config,
  name: 'file',
  schemes: ['file'],
  async open(url, { timeoutMs, retries, environment }) {
    return createFile({ timeoutMs, retries, environment, ...optionsOf(url) })
  },
}

/** What this package provides: the configuration store of the URL `file:<folder>`. */
export const providers: readonly Provider[] = [file]

/** `file:./folder?rescanMs=1000`: from the working directory, `file:/folder` and `file:///folder` from the root. */
function optionsOf(url: ConnectionUrl): { folder?: string } {
  const [path = '', query] = url.expose().slice('file:'.length).split('?', 2)
  const given = Object.fromEntries(new URLSearchParams(query))
  return path === '' ? given : { ...given, folder: path.startsWith('//') ? absolute(path) : decoded(path) }
}

function absolute(path: string): string {
  try {
    return fileURLToPath(`file:${path}`)
  } catch (error) {
    throw wrong('is no path of this machine; write file:./folder or file:/folder', error)
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch (error) {
    throw wrong('holds a % that starts no code; percent-encode it as %25', error)
  }
}

function wrong(problem: string, cause: unknown): ProviderError {
  return new ProviderError('invalid-options', `file: folder: ${problem}`, { provider: 'file', cause })
}
