import type { Environment } from '@dmt-providers/core'
import { HttpTransport } from '@dmt-providers/http'
import { isLocal, TlsContext, tlsWords, warnOfWeakTls } from '@dmt-providers/tls'
import { TokenKeeper } from './auth/token-keeper.js'
import { tokenSource } from './auth/token-source.js'
import type { ConnectionSettings } from './connection-options.js'
import { Exchange } from './http/exchange.js'
import { VaultClient } from './http/vault-client.js'

/** The words of errors about certificates. */
const words = tlsWords('vault', 'Vault', 'vault+https://')

/** A client of Vault, and what ends it. */
export interface VaultParts {
  readonly client: VaultClient
  /** Gives the token back where it was logged in for, and closes every connection. */
  close(): Promise<void>
}

/** Puts a client together from checked options. Throws `invalid-options`. */
export function vaultParts(settings: ConnectionSettings, environment: Environment): VaultParts {
  const addresses = settings.address.map((address) => address.replace(/\/+$/, '') + settings.basePath)
  for (const address of addresses) warnOfPlainText(new URL(address))
  const { ca, cert, key, keyPassphrase: passphrase } = settings
  const transport = new HttpTransport(settings, new TlsContext({ ca, cert, key, passphrase }, words, environment))
  const exchange = new Exchange(transport, addresses, settings.namespace)
  const tokens = new TokenKeeper(tokenSource(settings, exchange, environment), exchange)
  const close = async () => {
    await tokens.close()
    await transport.close()
  }
  return { client: new VaultClient(exchange, tokens), close }
}

function warnOfPlainText({ protocol, hostname }: URL): void {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (protocol === 'http:' && !isLocal(host)) warnOfWeakTls('none', host, words)
}
