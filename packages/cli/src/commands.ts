import type { Command } from './command.js'

/** Every command, loaded when it is asked for. The name may be two words. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  exec: async () => (await import('./commands/exec.js')).exec,
  'gateway check': async () => (await import('./commands/gateway-check.js')).gatewayCheck,
  'gateway explain': async () => (await import('./commands/gateway-explain.js')).gatewayExplain,
  'gateway render': async () => (await import('./commands/gateway-render.js')).gatewayRender,
  'gateway route': async () => (await import('./commands/gateway-route.js')).gatewayRoute,
  migrate: async () => (await import('./commands/migrate.js')).migrate,
}
