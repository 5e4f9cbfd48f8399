import { inspect } from 'node:util'
import { Environment } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { type EntraSettings, entraCredential } from './entra-tokens.js'

const option = 'auth=entra'

/** Which kind of credential of `@azure/identity` is made. */
async function kindOf(settings: Partial<EntraSettings>, variables: Record<string, string> = {}): Promise<string> {
  return (await entraCredential({ option, ...settings }, new Environment(variables))).constructor.name
}

// As MPS and RPS leave their environment: every name in lower case.
const principal = { azure_tenant_id: 'tenant', azure_client_id: 'client' }
const secret = { ...principal, azure_client_secret: 'Secret-Canary-1' }
const workload = { ...principal, azure_federated_token_file: '/var/run/token' }

describe('entraCredential', () => {
  it.each([
    [{}, {}, 'DefaultAzureCredential'],
    [{}, principal, 'DefaultAzureCredential'],
    [{}, secret, 'ClientSecretCredential'],
    [{}, workload, 'WorkloadIdentityCredential'],
    [{}, { ...secret, ...workload }, 'ClientSecretCredential'],
    [{ clientId: 'c', tenantId: 't', clientSecret: 's' }, {}, 'ClientSecretCredential'],
    [{ identity: 'managed' }, { ...secret, ...workload }, 'ManagedIdentityCredential'],
    [{ identity: 'managed', clientId: 'c' }, {}, 'ManagedIdentityCredential'],
    [{ identity: 'workload' }, { ...secret, ...workload }, 'WorkloadIdentityCredential'],
    [{ identity: 'workload', clientId: 'c', tenantId: 't' }, workload, 'WorkloadIdentityCredential'],
    [{ identity: 'service-principal' }, secret, 'ClientSecretCredential'],
    [{ identity: 'service-principal', clientId: 'c', clientSecret: 's' }, principal, 'ClientSecretCredential'],
    [
      { identity: 'service-principal' },
      { ...principal, azure_client_certificate_path: '/c.pem' },
      'ClientCertificateCredential',
    ],
  ] as const)('of %o with %o is a %s', async (settings, variables, kind) => {
    expect(await kindOf(settings, { ...variables })).toBe(kind)
  })

  it.each([
    [{ identity: 'workload' }, {}, 'its tenant (AZURE_TENANT_ID) and client id (AZURE_CLIENT_ID)'],
    [{ identity: 'workload' }, principal, 'the file AZURE_FEDERATED_TOKEN_FILE'],
    [{ identity: 'service-principal', clientId: 'c' }, {}, 'its tenant (AZURE_TENANT_ID)'],
    [{ identity: 'service-principal' }, principal, 'a password, AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH'],
  ] as const)('of %o with %o is refused by name', async (settings, variables, message) => {
    await expect(kindOf(settings, { ...variables })).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringContaining(`${option}: the identity needs ${message}`),
    })
  })

  it('shows no secret when it is refused', async () => {
    const error = await kindOf({ identity: 'workload', clientSecret: 'Secret-Canary-2' }, {}).catch((e: unknown) => e)
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('Canary')
  })
})
