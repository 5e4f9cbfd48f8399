import { constants, tmpdir } from 'node:os'
import type { Service } from '@dmt-providers/central-config'
import { ProviderError } from '@dmt-providers/core'
import type { CommandContext } from '../command.js'
import { givenConfigUrl, givenService } from '../config/config-options.js'
import { durationOf } from './duration.js'

/** The options of `exec`, checked. Times in milliseconds. */
export interface ExecSettings {
  readonly service: Service
  readonly command: readonly [string, ...string[]]
  readonly configUrl: string
  readonly seedFile: string | undefined
  readonly waitMs: number
  readonly lastKnownGood: { readonly file: string; readonly maxAgeMs: number } | undefined
  readonly stopSignal: NodeJS.Signals
  readonly stopTimeoutMs: number
  readonly killAtEnd: boolean
  readonly restartIntervalMs: number
  readonly splayMs: number
  readonly proveMs: number
  readonly restart: boolean
  readonly runFolder: string
}

/** Reads the options of `exec`. Throws `invalid-options` naming the one that is wrong. */
export function execSettings(context: CommandContext): ExecSettings {
  const duration = (option: string, otherwise: string) => durationOf(context.text(option) ?? otherwise, option)
  const [program, ...args] = context.command
  if (program === undefined) throw wrong('no command: give the service’s behind --, as in -- node dist/index.js')
  const service = givenService(context)
  return {
    service,
    command: [program, ...args],
    configUrl: givenConfigUrl(context),
    seedFile: context.text('seed'),
    waitMs: duration('wait', '30s'),
    lastKnownGood: lastKnownGoodOf(context, duration('max-age', '7d')),
    stopSignal: signalOf(context.text('stop-signal') ?? 'SIGTERM'),
    stopTimeoutMs: duration('stop-timeout', '30s'),
    killAtEnd: context.given('stop-timeout'),
    restartIntervalMs: duration('restart-interval', '30s'),
    splayMs: duration('splay', '5s'),
    proveMs: duration('prove', '2m'),
    restart: !context.given('no-restart'),
    runFolder: context.text('run-folder') ?? tmpdir(),
  }
}

function lastKnownGoodOf(context: CommandContext, maxAgeMs: number): ExecSettings['lastKnownGood'] {
  const file = context.text('last-known-good')
  if (file !== undefined) return { file, maxAgeMs }
  if (context.given('max-age')) throw wrong('--max-age: goes with --last-known-good')
  return undefined
}

function signalOf(text: string): NodeJS.Signals {
  const names = Object.keys(constants.signals).filter(isSignal)
  const name = text.toUpperCase()
  const found = names.find((signal) => signal === name || signal === `SIG${name}`)
  if (found !== undefined) return found
  throw wrong(`--stop-signal: ${text} is no signal of this system; give a name such as SIGTERM or SIGINT`)
}

const isSignal = (name: string): name is NodeJS.Signals => name in constants.signals

const wrong = (problem: string) => new ProviderError('invalid-options', problem)
