import { isatty } from 'node:tty'
import type { Launch } from '@dmt-providers/central-config'
import { schemaOf } from '@dmt-providers/central-config'
import type { JsonObject } from '@dmt-providers/core'
import type { CommandContext } from '../command.js'
import type { Ending } from './ending.js'
import type { ExecLog } from './exec-log.js'
import type { ExecSettings } from './exec-settings.js'
import { LaunchPreparation } from './launch-preparation.js'
import { ownDocument } from './own-document.js'
import { RunFolder } from './run-folder.js'
import { ServiceEnvironment } from './service-environment.js'
import { SignalRelay } from './signal-relay.js'
import { Supervisor } from './supervisor.js'

/** Where the configurations come from. */
export interface LaunchSource {
  /** Answers those that a service is to run with, one after the other, until the signal fires. */
  launches(ownDocument: JsonObject, signal: AbortSignal): AsyncIterator<Launch, void>
  /** The service has run with this one for long enough to call it good. */
  proven(launch: Launch): void
}

/**
 * Runs a service with the configurations of `source` until it ends, and answers how it ended. Throws what the first of
 * them throws, and what is wrong with the service's own file or the folder for the new one.
 */
export async function runService(
  settings: ExecSettings,
  { environment, variables, signal }: Pick<CommandContext, 'environment' | 'variables' | 'signal'>,
  log: ExecLog,
  source: LaunchSource,
): Promise<Ending> {
  const schema = schemaOf(settings.service)
  const isByFile = schema.takes.by === 'file'
  const own = schema.takes.by === 'file' ? await ownDocument(schema.takes.variable, environment, log) : {}
  const folder = new RunFolder(settings.runFolder)
  const preparation = new LaunchPreparation(schema, new ServiceEnvironment(variables), folder, log)
  const terminal = isatty(0)
  const supervisor = new Supervisor({
    ...settings,
    ownGroup: !terminal,
    log,
    preparation,
    proven: (launch) => source.proven(launch),
  })
  const relay = new SignalRelay(supervisor, terminal)
  // It may have come before there was somebody to pass it on.
  if (signal.aborted) supervisor.stop(signal.reason === 'SIGINT' ? 'SIGINT' : 'SIGTERM')
  const over = new AbortController()
  try {
    const leftovers = isByFile ? await folder.removeLeftovers() : 0
    if (leftovers > 0) log.info('leftovers', `removed the files of ${leftovers} runs that were killed`)
    return await supervisor.run(source.launches(own, AbortSignal.any([over.signal, supervisor.asked])))
  } finally {
    over.abort()
    await folder.close()
    relay.close()
  }
}
