import { readFile } from 'node:fs/promises'
import { ProviderError } from '@dmt-providers/core'
import { type Gateway, GatewayError, parseGateway, readGateway } from '@dmt-providers/gateway'
import type { CommandContext, CommandOption } from '../command.js'

/** The options by which every gateway command is told which gateway. */
export const gatewayOptions: Readonly<Record<string, CommandOption>> = {
  preset: { value: '<name>', help: 'mps or console, with its defaults' },
  spec: { value: '<file>', help: 'YAML or JSON: a description, or "preset: mps" with its options' },
}

/** The gateway of `--preset` or `--spec`. Throws `invalid-options` with every problem of the file. */
export async function givenGateway(context: CommandContext): Promise<Gateway> {
  const [preset, file] = [context.text('preset'), context.text('spec')]
  if ((preset === undefined) === (file === undefined)) throw wrong('--preset and --spec: give one of them')
  if (file === undefined) return explained(() => readGateway({ preset }))
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw wrong(`--spec: ${file} cannot be read (${codeOf(error)})`)
  })
  return explained(() => parseGateway(text))
}

/** Does something with a gateway; its errors become those of the command line, with its exit codes. */
export function explained<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    throw new ProviderError(error.code === 'unsupported' ? 'unsupported' : 'invalid-options', error.message)
  }
}

const codeOf = (error: unknown) => String((error as NodeJS.ErrnoException).code ?? error)

/** A mistake in the options. */
export const wrong = (message: string): ProviderError => new ProviderError('invalid-options', message)
