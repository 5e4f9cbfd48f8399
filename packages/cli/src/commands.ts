import type { Command } from './command.js'

/** Every command, loaded when it is asked for. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  migrate: async () => (await import('./commands/migrate.js')).migrate,
}
