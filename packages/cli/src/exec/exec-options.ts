import type { CommandOption } from '../command.js'
import { configOptions } from '../config/config-options.js'
import { secretsEnv } from '../config/given-secrets.js'

/** Options of `dmt-providers exec`. */
export const execOptions: Readonly<Record<string, CommandOption>> = {
  ...configOptions,
  ...secretsEnv,
  seed: { value: '<file>', help: 'written to the store when it has no configuration for this service yet' },
  wait: { value: '<duration>', help: 'at the start, how long to wait for the store; default 30s' },
  'last-known-good': {
    value: '<file>',
    help: 'keeps a copy there of what ran for --prove, and starts with it when the store is away',
  },
  'max-age': { value: '<duration>', help: 'the oldest copy to start with; default 7d' },
  'stop-signal': { value: '<signal>', help: 'asks the service to end, for a restart; default SIGTERM' },
  'stop-timeout': {
    value: '<duration>',
    help: 'after it the service is killed for a restart (default 30s) and, only when given, when this command is to end',
  },
  'restart-interval': { value: '<duration>', help: 'at least so long between two restarts; default 30s' },
  splay: { value: '<duration>', help: 'a random part of it before each restart, for many instances; default 5s' },
  prove: {
    value: '<duration>',
    help: 'a service that ends so soon after a restart is started with the configuration before; default 2m',
  },
  'no-restart': { help: 'report changes only' },
  'run-folder': {
    value: '<folder>',
    help: 'where the file for the service stands; default the system’s for such files',
  },
  quiet: { help: 'only warnings and errors' },
  json: { help: 'own lines as JSON, for programs' },
}
