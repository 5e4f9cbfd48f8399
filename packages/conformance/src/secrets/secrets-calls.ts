import type { SecretsStore } from '@dmt-providers/core'
import type { ContractCalls } from '../any-contract/contract-calls.js'
import type { SecretsContext } from './secrets-context.js'

const seeded = ({ prefix }: SecretsContext) => `${prefix}seeded`
const written = ({ prefix }: SecretsContext) => `${prefix}written`

/** The calls of the secrets contract that every provider has. */
export const secretsCalls: ContractCalls<SecretsStore, SecretsContext> = {
  contract: 'secrets',
  seed: async (store, context) => await store.put(seeded(context), { value: 1 }),
  read: async (store, context, options) => (await store.get(seeded(context), options))?.data,
  write: async (store, context, options) => await store.put(written(context), { value: 2 }, options),
  wasWritten: async (store, context) => (await store.get(written(context))) !== undefined,
  probe: async (store, _, options) => await store.probe(options),
  calls: {
    get: async (store, context, options) => await store.get(seeded(context), options),
    put: async (store, { prefix }, options) => await store.put(`${prefix}put`, { value: 3 }, options),
    delete: async (store, { prefix }, options) => await store.delete(`${prefix}deleted`, options),
    list: async (store, { prefix }, options) => await store.list(prefix, options),
  },
}
