import type { Launch } from '@dmt-providers/central-config'
import type { ExecLog } from './exec-log.js'
import { messageOf } from './message-of.js'
import type { NewestLaunch } from './newest-launch.js'
import type { RestartSchedule } from './restart-schedule.js'

/** Milliseconds until a restart is tried again that could not be prepared, as with a full disk. */
const retry = 5_000

/** What a process is started with. */
export interface Prepared {
  readonly env: NodeJS.ProcessEnv
  /** Removes the file that it read. */
  remove(): Promise<void>
}

/** A configuration, and what a process is started with for it. */
export interface Plan {
  readonly launch: Launch
  readonly prepared: Prepared
}

/** What plans are made of. */
export interface PlanOptions {
  readonly newest: NewestLaunch
  readonly schedule: RestartSchedule
  readonly log: ExecLog
  readonly preparation: { prepare(launch: Launch): Promise<Prepared> }
}

/**
 * Prepares the newest configuration before the running process is touched; `undefined` when that failed, which is said
 * and tried again later.
 */
export async function planRestart({ newest, schedule, log, preparation }: PlanOptions): Promise<Plan | undefined> {
  const { launch } = newest
  if (launch === undefined) return undefined
  try {
    return { launch, prepared: await preparation.prepare(launch) }
  } catch (error) {
    log.warning('warning', `no restart, the service goes on as it is: ${messageOf(error)}`)
    schedule.made(retry)
    newest.lookAgain()
    return undefined
  }
}

/** The plan for what arrived while the process took its time to end; the same plan when nothing did. */
export async function newerPlan(plan: Plan, { newest, log, preparation }: PlanOptions): Promise<Plan> {
  const { launch } = newest
  if (launch === undefined || launch === plan.launch) return plan
  try {
    const prepared = await preparation.prepare(launch)
    await plan.prepared.remove()
    return { launch, prepared }
  } catch (error) {
    log.warning('warning', `configuration ${launch.version}: ${messageOf(error)}`)
    newest.lookAgain()
    return plan
  }
}
