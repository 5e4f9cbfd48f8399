import { isProviderError } from '@dmt-providers/core'
import type { Command, CommandContext } from '../command.js'
import { exitCodeOf, exitCodes } from '../exit-codes.js'
import { codeOf } from './ending.js'
import { ExecLog } from './exec-log.js'
import { execOptions } from './exec-options.js'
import { type ExecSettings, execSettings } from './exec-settings.js'
import { messageOf } from './message-of.js'
import { type LaunchSource, runService } from './run-service.js'

/** Opens where configurations come from. */
export interface OpenedSource extends LaunchSource {
  /** Lets go of it. */
  close(): Promise<void>
}

/** Milliseconds that a store may take to be let go of, when the service has ended already. */
const patience = 1_000

const details = `Starts the command behind -- as its service is to be started: with the central configuration over the
service's own file (MPS_CONFIG, RPS_CONFIG) and beneath its environment. Restarts it when the configuration changes.
Standard input, output and errors are the service's; lines of this command begin with dmt-providers: and go to the errors.

  dmt-providers exec --config etcd+tls://etcd.example:2379/dmt --service mps -- node /mps/dist/index.js

Exit codes: what the service ends with, a signal included · 127 the command was not found · 126 it cannot be executed ·
before the service was started: 1 failed, such as no store in time · 2 wrong usage, options or own file · 4 refused: the
central configuration is wrong, or the store denies it`

/** The command `exec` with configurations from a source. */
export function execCommand(
  open: (settings: ExecSettings, context: CommandContext, log: ExecLog) => Promise<OpenedSource>,
): Command {
  return {
    summary: 'runs a service with the central configuration, and again when that changes',
    usage: '--config <url> --service <name> [options] -- <command> [arguments]',
    options: execOptions,
    takesCommand: true,
    details,
    run: async (context) => {
      const service = context.text('service') ?? ''
      const log = new ExecLog(context.err, { service, quiet: context.given('quiet'), json: context.given('json') })
      try {
        return await run(context, log, open)
      } catch (error) {
        log.error(messageOf(error))
        return codeOfRefusal(error)
      }
    },
  }
}

async function run(context: CommandContext, log: ExecLog, open: Parameters<typeof execCommand>[0]): Promise<number> {
  const settings = execSettings(context)
  const source = await open(settings, context, log)
  try {
    const ending = await runService(settings, context, log, source)
    context.endLike(ending)
    return codeOf(ending)
  } finally {
    await Promise.race([source.close(), new Promise((resolve) => setTimeout(resolve, patience).unref())])
  }
}

/** What `invalid-argument` means here: options have a code of their own, so it is what lies in the store. */
function codeOfRefusal(error: unknown): number {
  return isProviderError(error) && error.code === 'invalid-argument' ? exitCodes.refused : exitCodeOf(error)
}
