import type { StoreOptions, TableGroup } from '@dmt-providers/core'
import { z } from 'zod'
import type { MigrateMode } from '../schema/ensure-schema.js'

/** What every SQL store takes in code, beside what its database needs. */
export interface TableOptions extends StoreOptions {
  /** Tables that must be usable: MPS needs `devices`, RPS `configurations`. Default: both. */
  tables?: readonly TableGroup[] | undefined
  /** `auto` (default) creates the tables in an empty database; `check` never does. */
  migrate?: MigrateMode | undefined
}

/** The options `timeoutMs`, `retries` and `migrate` of every SQL store, as fields of an options schema. */
export const storeParameters = {
  timeoutMs: z.coerce
    .number({ error: 'give a number of milliseconds' })
    .min(1)
    .max(2 ** 31 - 1)
    .optional()
    .meta({
      help: 'Milliseconds that one call may take, attempts and pauses included; default 30000',
      env: 'DMT_TIMEOUT_MS',
    }),
  retries: z.coerce.number({ error: 'give a number of attempts' }).int().min(0).max(100).optional().meta({
    help: 'Attempts after the first on transient failures, of what is safe to repeat; default 3, 0 for none',
    env: 'DMT_RETRIES',
  }),
  migrate: z
    .enum(['auto', 'check'], { error: 'give auto or check' })
    .default('auto')
    .meta({ help: 'auto creates the tables in an empty database; check never creates any', env: 'DMT_MIGRATE' }),
}
