import type { HostName, Hosts } from '../interfaces/hosts.js'
import { configOf } from '../startup/config-of.js'
import type { Reply } from './reply.js'
import type { Route } from './route.js'

/** The health routes of both hosts: 200 only when storage and secret store are usable, 503 otherwise. */
export function healthRoutes(hosts: Hosts): Route[] {
  return [
    { path: '/api/v1/health', handle: () => health('mps', hosts.mps, (sealed) => sealed === false) },
    { path: '/api/v1/admin/health', handle: () => health('rps', hosts.rps, (sealed) => sealed !== true) },
  ]
}

/** The body is the hosts' own: the provider as it was configured, in capitals, and `VAULT` whatever keeps the secrets. */
async function health(host: HostName, { db, secrets }: Hosts[HostName], unsealed: (sealed: unknown) => boolean) {
  const [dbStatus, secretStatus] = await Promise.all([databaseHealth(db), secretStoreHealth(secrets)])
  const usable =
    dbStatus === 'OK' &&
    typeof secretStatus === 'object' &&
    secretStatus.initialized === true &&
    unsealed(secretStatus.sealed)
  const json = {
    db: { name: configOf(host).db_provider.toUpperCase(), status: dbStatus },
    secretStore: { name: 'VAULT', status: secretStatus },
  }
  return { status: usable ? 200 : 503, json } satisfies Reply
}

async function databaseHealth(db: Hosts[HostName]['db']): Promise<string> {
  try {
    await db.query('SELECT 1')
    return 'OK'
  } catch (error) {
    const code = property(error, 'code')
    if (!code) return 'statusCode null'
    return code === '28P01' ? 'invalid_password' : 'unknown error'
  }
}

/** What the answer of Vault's health call means, by its status code. */
const vaultCodes = new Map<unknown, string>([
  [undefined, 'statusCode null'],
  [null, 'statusCode null'],
  [429, 'unsealed and standby'],
  [472, 'disaster recovery mode replication secondary and active'],
  [473, 'performance standby'],
  [501, 'not initialized'],
  [503, 'sealed'],
])

async function secretStoreHealth(secrets: Hosts[HostName]['secrets']) {
  try {
    return await secrets.health()
  } catch (error) {
    const inner = property(error, 'error')
    return vaultCodes.get(inner ? property(inner, 'code') : error) ?? 'unknown error'
  }
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
