import type { ConfigStore } from '@dmt-providers/core'
import type { ContractCalls } from '../any-contract/contract-calls.js'
import type { ConfigContext } from './config-context.js'

const seeded = ({ prefix }: ConfigContext) => `${prefix}seeded`
const written = ({ prefix }: ConfigContext) => `${prefix}written`

/** The calls of the config contract that every provider has; a watch, which is no call, has cases of its own. */
export const configCalls: ContractCalls<ConfigStore, ConfigContext> = {
  contract: 'config',
  seed: async (store, context) => await store.put(seeded(context), 'seeded'),
  read: async (store, context, options) => (await store.get(seeded(context), options))?.value,
  write: async (store, context, options) => await store.put(written(context), 'written', options),
  wasWritten: async (store, context) => (await store.get(written(context))) !== undefined,
  probe: async (store, _, options) => await store.probe(options),
  calls: {
    get: async (store, context, options) => await store.get(seeded(context), options),
    put: async (store, { prefix }, options) => await store.put(`${prefix}put`, 'put', options),
    list: async (store, { prefix }, options) => await store.list(prefix, options),
  },
}
