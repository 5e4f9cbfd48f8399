import type { SecretsStore } from '@dmt-providers/core'

/** The answer of Vault's `sys/health`, which the hosts' health routes and ready loops read. */
export interface VaultHealth {
  initialized: true
  sealed: false
  standby: false
  performance_standby: false
  replication_performance_mode: 'disabled'
  replication_dr_mode: 'disabled'
  /** Seconds since 1970. */
  server_time_utc: number
  /** Provider that serves the secrets: `envelope`. */
  provider: string
}

/** Says that the store is unsealed, once an authorised probe has proved it; throws what the probe throws. */
export async function vaultHealth(store: SecretsStore): Promise<VaultHealth> {
  await store.probe()
  return {
    initialized: true,
    sealed: false,
    standby: false,
    performance_standby: false,
    replication_performance_mode: 'disabled',
    replication_dr_mode: 'disabled',
    server_time_utc: Math.floor(Date.now() / 1000),
    provider: store.provider,
  }
}
