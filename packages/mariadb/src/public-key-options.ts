import { readFile } from 'node:fs/promises'
import { ProviderError } from '@dmt-providers/core'
import { isLocal, type TlsConnections } from '@dmt-providers/tls'
import type { ConnectionConfig } from 'mariadb/callback'
import type { ServerSettings } from './options.js'
import type { ServerAddress } from './server-address.js'

/**
 * How a password reaches MySQL where TLS does not protect it: encrypted by the server's RSA key, which is either known
 * or, where nobody can be between, taken from the server. Throws `invalid-options` for a file that holds no such key.
 */
export async function publicKeyOptions(
  { serverPublicKey, allowPublicKeyRetrieval }: ServerSettings,
  { host }: ServerAddress,
  { ssl }: TlsConnections,
): Promise<ConnectionConfig> {
  if (serverPublicKey !== undefined) {
    const key = await contentOf(serverPublicKey)
    return { cachingRsaPublicKey: key, rsaPublicKey: key }
  }
  return { allowPublicKeyRetrieval: allowPublicKeyRetrieval || (ssl === false && isLocal(host)) }
}

async function contentOf(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw refused(`the file ${file} cannot be read (${Reflect.get(Object(error), 'code')})`, error)
  })
  if (!text.includes('-----BEGIN PUBLIC KEY-----'))
    throw refused(`the file ${file} holds no public key in PEM, which begins with BEGIN PUBLIC KEY`)
  return text
}

function refused(message: string, cause?: unknown): ProviderError {
  return new ProviderError('invalid-options', `serverPublicKey: ${message}`, { provider: 'mariadb', cause })
}
