import { KnownGoodCopy, type LaunchEvent, launches } from '@dmt-providers/central-config'
import { openConfig } from '@dmt-providers/core'
import type { CommandContext } from '../command.js'
import { openGivenSecrets } from '../config/given-secrets.js'
import { execCommand, type OpenedSource } from '../exec/exec-command.js'
import type { ExecLog } from '../exec/exec-log.js'
import type { ExecSettings } from '../exec/exec-settings.js'
import { readRcFile } from '../exec/read-rc-file.js'

/** Runs a service with the central configuration of a store. */
export const exec = execCommand(openSource)

async function openSource(settings: ExecSettings, context: CommandContext, log: ExecLog): Promise<OpenedSource> {
  const { service, waitMs } = settings
  const reported = (event: LaunchEvent) => report(log, event)
  const lastKnownGood =
    settings.lastKnownGood && new KnownGoodCopy({ ...settings.lastKnownGood, service, report: reported })
  const seed = settings.seedFile === undefined ? undefined : await readRcFile(settings.seedFile, '--seed')
  const store = await openConfig(settings.configUrl, { environment: context.environment })
  return {
    launches: (ownDocument, signal) =>
      launches({
        store,
        service,
        openSecrets: () => openGivenSecrets(context, service, 'references to secrets'),
        ownDocument,
        seed,
        lastKnownGood,
        waitMs,
        report: reported,
        signal,
      }),
    proven: ({ version }) => void lastKnownGood?.prove(version),
    close: () => store.close(),
  }
}

function report(log: ExecLog, { kind, message }: LaunchEvent): void {
  if (kind === 'seeded') log.info(kind, message)
  else if (kind === 'back') log.notice(kind, message)
  else log.warning(kind, message)
}
