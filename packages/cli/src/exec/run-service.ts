import { isatty } from 'node:tty'
import { isDeepStrictEqual } from 'node:util'
import type { Launch } from '@dmt-providers/central-config'
import { schemaOf } from '@dmt-providers/central-config'
import type { JsonObject } from '@dmt-providers/core'
import type { CommandContext } from '../command.js'
import type { Ending } from './ending.js'
import type { ExecLog } from './exec-log.js'
import type { ExecSettings } from './exec-settings.js'
import { ownDocument } from './own-document.js'
import type { Prepared } from './restart-plan.js'
import { RunFolder } from './run-folder.js'
import { ServiceEnvironment } from './service-environment.js'
import { SignalRelay } from './signal-relay.js'
import { Supervisor } from './supervisor.js'

/** Answers the configurations that a service is to run with, one after the other, until the signal fires. */
export type LaunchSource = (ownDocument: JsonObject, signal: AbortSignal) => AsyncIterator<Launch, void>

/**
 * Runs a service with the configurations of `launches` until it ends, and answers how it ended. Throws what the first of
 * them throws, and what is wrong with the service's own file or the folder for the new one.
 */
export async function runService(
  settings: ExecSettings,
  { environment, variables }: Pick<CommandContext, 'environment' | 'variables'>,
  log: ExecLog,
  launches: LaunchSource,
): Promise<Ending> {
  const { takes } = schemaOf(settings.service)
  const own = takes.by === 'file' ? await ownDocument(takes.variable, environment, log) : {}
  const around = new ServiceEnvironment(variables)
  const folder = new RunFolder(settings.runFolder)
  const terminal = isatty(0)
  const prepare = async ({ document, variables }: Launch): Promise<Prepared> => {
    const taken = around.taken(variables)
    if (taken.length > 0) log.info('environment', `${taken.join(', ')}: set in the environment, which wins`)
    if (takes.by === 'environment') return { env: around.with(variables), remove: async () => undefined }
    const file = await folder.write(`${settings.service}.json`, document)
    return { env: around.with(variables, { variable: takes.variable, path: file.path }), remove: file.remove }
  }
  const effective = ({ document, variables }: Launch) => [takes.by === 'file' ? document : {}, around.free(variables)]
  const supervisor = new Supervisor({
    ...settings,
    ownGroup: !terminal,
    log,
    prepare,
    isSame: (one, other) => isDeepStrictEqual(effective(one), effective(other)),
  })
  const relay = new SignalRelay(supervisor, terminal)
  const over = new AbortController()
  try {
    const leftovers = takes.by === 'file' ? await folder.removeLeftovers() : 0
    if (leftovers > 0) log.info('leftovers', `removed the files of ${leftovers} runs that were killed`)
    return await supervisor.run(launches(own, AbortSignal.any([over.signal, supervisor.asked])))
  } finally {
    over.abort()
    await folder.close()
    relay.close()
  }
}
