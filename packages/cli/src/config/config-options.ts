import { type Service, services } from '@dmt-providers/central-config'
import { closestName, ProviderError } from '@dmt-providers/core'
import type { CommandContext, CommandOption } from '../command.js'

/** The variable that names the configuration store, where no option does. */
export const defaultVariable = 'DMT_CONFIG_URL'

/** The options that every command has which works on a central configuration. */
export const configOptions: Readonly<Record<string, CommandOption>> = {
  config: { value: '<url>', help: 'the configuration store; a process list shows it, so rather use the next one' },
  'config-env': {
    value: '<NAME>',
    help: `the variable that holds its URL, or NAME_FILE the file that does; default ${defaultVariable}`,
  },
  service: { value: '<service>', help: `whose configuration it is: ${services.join(', ')}` },
  json: { help: 'print the result as JSON, for programs' },
}

/** What the help of all these commands says of exit codes. */
export const exitCodesHelp = `Exit codes: 0 done, or nothing to do · 1 failed · 2 wrong usage or options · 4 refused, nothing was changed: the store
denies it, or the configuration is wrong · 130 interrupted`

/** The service that `--service` names. Throws `invalid-options`. */
export function givenService(context: CommandContext): Service {
  const name = context.text('service')
  const service = services.find((known) => known === name)
  if (service !== undefined) return service
  const nearest = name === undefined ? undefined : closestName(name, services)
  const hint = nearest === undefined ? `give one of ${services.join(', ')}` : `did you mean ${nearest}?`
  throw new ProviderError('invalid-options', `--service: ${name === undefined ? 'is missing' : 'is unknown'}; ${hint}`)
}

/** The URL of the configuration store that options and environment name. Throws `invalid-options`. */
export function givenConfigUrl(context: CommandContext): string {
  const [url, variable] = [context.text('config'), context.text('config-env')]
  if (url !== undefined && variable !== undefined) throw wrong('--config and --config-env: give one of them')
  const found = url ?? context.environment.getOrRead(variable ?? defaultVariable)
  if (found !== undefined) return found
  if (variable !== undefined) throw wrong(`--config-env: neither ${variable} nor ${variable}_FILE is set`)
  throw wrong(
    `no configuration store: set ${defaultVariable} (or ${defaultVariable}_FILE), or give --config-env <NAME> or --config <url>`,
  )
}

const wrong = (message: string) => new ProviderError('invalid-options', message)
