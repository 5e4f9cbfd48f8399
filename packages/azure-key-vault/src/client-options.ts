import type { Environment } from '@dmt-providers/core'
import { credentialError, type EntraCredential, entraCredential } from '@dmt-providers/credentials'
import { TlsContext, tlsWords } from '@dmt-providers/tls'
import type { VaultAccessSettings } from './options.js'

/** The words of errors about certificates. */
const words = tlsWords('azure-key-vault', 'Key Vault', 'azure-key-vault://')

/** What the clients of Azure's packages for Key Vault take. */
export interface ClientOptions {
  readonly credential: EntraCredential
  readonly options: {
    serviceVersion: VaultAccessSettings['serviceVersion']
    disableChallengeResourceVerification: boolean
    retryOptions: { maxRetries: number }
    tlsOptions?: { ca: string[] }
  }
}

/** Makes an identity and what a client needs beside it. Throws `invalid-options`. */
export async function clientOptions(settings: VaultAccessSettings, environment: Environment): Promise<ClientOptions> {
  const { serviceVersion, verifyChallengeResource, identity, clientId, tenantId } = settings
  const named = { option: 'azure-key-vault', identity, clientId, tenantId }
  const ca = await authorities(settings, environment)
  return {
    credential: explained(settings.credential ?? (await entraCredential(named, environment))),
    options: {
      serviceVersion,
      disableChallengeResourceVerification: !verifyChallengeResource,
      // The store repeats by itself, within the deadline of the call.
      retryOptions: { maxRetries: 0 },
      ...(ca === undefined ? {} : { tlsOptions: { ca } }),
    },
  }
}

/** An identity whose failures say what is the matter, in place of a request that Key Vault was never sent. */
function explained(credential: EntraCredential): EntraCredential {
  return {
    getToken: (scopes, options) =>
      credential.getToken(scopes, options).catch((error: unknown) => {
        throw credentialError('azure-key-vault', error)
      }),
  }
}

async function authorities({ ca }: VaultAccessSettings, environment: Environment): Promise<string[] | undefined> {
  return ca === undefined ? undefined : (await new TlsContext({ ca }, words, environment).material()).ca
}
