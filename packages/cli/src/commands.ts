import type { Command } from './command.js'

/** Every command, loaded when it is asked for. The name may be two words. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  'config diff': async () => (await import('./commands/config-diff.js')).configDiff,
  'config get': async () => (await import('./commands/config-get.js')).configGet,
  'config history': async () => (await import('./commands/config-history.js')).configHistory,
  'config rollback': async () => (await import('./commands/config-rollback.js')).configRollback,
  'config seed': async () => (await import('./commands/config-seed.js')).configSeed,
  'config set': async () => (await import('./commands/config-set.js')).configSet,
  'config unset': async () => (await import('./commands/config-unset.js')).configUnset,
  'config watch': async () => (await import('./commands/config-watch.js')).configWatch,
  exec: async () => (await import('./commands/exec.js')).exec,
  'gateway check': async () => (await import('./commands/gateway-check.js')).gatewayCheck,
  'gateway explain': async () => (await import('./commands/gateway-explain.js')).gatewayExplain,
  'gateway render': async () => (await import('./commands/gateway-render.js')).gatewayRender,
  'gateway route': async () => (await import('./commands/gateway-route.js')).gatewayRoute,
  migrate: async () => (await import('./commands/migrate.js')).migrate,
}
