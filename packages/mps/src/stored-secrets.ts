import {
  isProviderError,
  type JsonObject,
  type JsonValue,
  ProviderError,
  type Secret,
  type SecretsStore,
} from '@dmt-providers/core'
import { type HostLogger, secretsCall, type VaultHealth, vaultHealth } from '@dmt-providers/host'
import { certificatesPath } from './certificates-path.js'
import type { RootLock } from './cira-root/root-lock.js'
import type { ReadSecret, SecretsService, WrittenSecret } from './secrets-service.js'

/** The user of every AMT device. Source: the reference's `getAMTCredentials`. */
const amtUser = 'admin'

/** The secrets of MPS over a store. */
export class StoredSecrets implements SecretsService {
  constructor(
    private readonly store: SecretsStore,
    private readonly lock: Pick<RootLock, 'check' | 'admit'>,
    private readonly logger: HostLogger,
  ) {}

  async getSecretFromKey(path: string, key: string): Promise<JsonValue> {
    const secret = await this.#get('getSecretFromKey', path)
    return secret?.data[key] || null
  }

  async getSecretAtPath(path: string): Promise<ReadSecret | null> {
    const secret = await this.#get('getSecretAtPath', path)
    return secret === undefined ? null : { data: secret.data, metadata: { version: secret.version } }
  }

  /**
   * A failure is answered with null, as in the reference: none of the three callers writes anything then, and the one
   * that opens a KVM session would otherwise leave the device marked as occupied until it connects anew.
   */
  async getAMTCredentials(guid: string): Promise<[user: string, password: JsonValue] | null> {
    const secret = await this.#get('getAMTCredentials', `devices/${guid}`).catch(() => undefined)
    const password = secret?.data.AMT_PASSWORD ?? null
    return password === null ? null : [amtUser, password]
  }

  async getMPSCerts(): Promise<JsonObject | null> {
    return await secretsCall(this.logger, 'getMPSCerts', async () => {
      const secret = await this.store.get(certificatesPath, { fresh: true })
      await this.lock.admit(secret?.data)
      return secret?.data ?? null
    })
  }

  async writeSecretWithObject(path: string, secret: WrittenSecret): Promise<boolean> {
    const write = secretsCall(this.logger, `writeSecretWithObject ${path}`, async () => {
      if (typeof secret?.data !== 'object')
        throw new ProviderError('invalid-argument', 'the secret has no data; give { data: object }')
      if (path === certificatesPath) await this.#putCertificates(secret.data)
      else await this.store.put(path, secret.data)
    })
    if (path !== certificatesPath) return await write.then(isTrue, isFalse)
    // MPS does not look at the answer, and would hand out a root to devices that its next start does not have.
    await write
    return true
  }

  async deleteSecretAtPath(path: string): Promise<void> {
    await secretsCall(this.logger, `deleteSecretAtPath ${path}`, () => this.store.delete(path))
  }

  async health(): Promise<VaultHealth> {
    return await vaultHealth(this.store)
  }

  /** Of several MPS that start at once on an empty store the first one to write decides, and the others take over its. */
  async #putCertificates(given: JsonObject): Promise<void> {
    await this.lock.check(given)
    const current = await this.store.get(certificatesPath, { fresh: true })
    if (current === undefined) await this.#putFirst(given)
    else await this.store.put(certificatesPath, given)
    await this.lock.admit(given)
  }

  async #putFirst(given: JsonObject): Promise<void> {
    const { compareAndSet } = this.store.capabilities
    try {
      await this.store.put(certificatesPath, given, compareAndSet ? { expected: 'absent' } : {})
    } catch (error) {
      if (!isProviderError(error) || error.code !== 'stale-version') throw error
      const first = await this.store.get(certificatesPath, { fresh: true })
      // MPS goes on with the object that it passed, so that one has to become what is stored.
      for (const name of Object.keys(given)) delete given[name]
      Object.assign(given, first?.data)
    }
  }

  async #get(operation: string, path: string): Promise<Secret | undefined> {
    return await secretsCall(this.logger, `${operation} ${path}`, () => this.store.get(path))
  }
}

const isTrue = () => true
const isFalse = () => false
