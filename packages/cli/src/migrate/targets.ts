import { type MigrationPart, ProviderError } from '@dmt-providers/core'
import type { CommandContext } from '../command.js'

/** A database to migrate. */
export interface Target {
  /** Where its URL came from, which is what is printed of it: `MPS_CONNECTION_STRING`. */
  readonly from: string
  readonly url: string
  /** `undefined`: what the database has. */
  readonly parts: readonly MigrationPart[] | undefined
}

const known: readonly MigrationPart[] = ['devices', 'configurations', 'records']

const services: readonly { variable: string; parts: readonly MigrationPart[] }[] = [
  { variable: 'MPS_CONNECTION_STRING', parts: ['devices'] },
  { variable: 'RPS_CONNECTION_STRING', parts: ['configurations'] },
]

/**
 * The databases that options and environment name: one by `--url` or `--url-env`, else those of the services. Throws
 * `invalid-options` when there is none, or when options contradict each other.
 */
export function targetsOf(context: CommandContext): readonly Target[] {
  const parts = partsOf(context.text('tables'))
  const url = context.text('url')
  const variable = context.text('url-env')
  if (url !== undefined && variable !== undefined) throw wrong('--url and --url-env: give one of them')
  if (url !== undefined) return [{ from: '--url', url, parts }]
  if (variable !== undefined) return [{ from: variable, url: read(context, variable), parts }]
  const found = services.flatMap((service) => {
    const text = context.environment.getOrRead(service.variable)
    return text === undefined ? [] : [{ from: service.variable, url: text, parts: parts ?? service.parts }]
  })
  if (found.length === 0) {
    throw wrong(
      'no database: set MPS_CONNECTION_STRING or RPS_CONNECTION_STRING (or the same with _FILE), or give --url-env <NAME> or --url <url>',
    )
  }
  if (found.length > 1 && parts !== undefined) {
    throw wrong('--tables: MPS_CONNECTION_STRING and RPS_CONNECTION_STRING are both set; choose one by --url-env')
  }
  return found
}

function read({ environment }: CommandContext, variable: string): string {
  const url = environment.getOrRead(variable)
  if (url === undefined) throw wrong(`--url-env: neither ${variable} nor ${variable}_FILE is set`)
  return url
}

function partsOf(text: string | undefined): readonly MigrationPart[] | undefined {
  if (text === undefined) return undefined
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.filter((name) => !known.some((part) => part === name))
  if (unknown.length > 0) throw wrong(`--tables: ${unknown.join(', ') || 'nothing'}: give any of ${known.join(',')}`)
  return known.filter((part) => names.includes(part))
}

function wrong(message: string): ProviderError {
  return new ProviderError('invalid-options', message)
}
