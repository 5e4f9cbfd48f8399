import { setTimeout as pause } from 'node:timers/promises'
import { durationText, type Launch } from '@dmt-providers/central-config'
import { type Ending, inWords } from './ending.js'
import type { ExecLog } from './exec-log.js'
import type { LaunchPreparation } from './launch-preparation.js'
import { messageOf } from './message-of.js'
import { NewestLaunch } from './newest-launch.js'
import { newerPlan, type Plan, type PlanOptions, planRestart } from './restart-plan.js'
import { RestartSchedule } from './restart-schedule.js'
import { ServiceProcess } from './service-process.js'

/** How a service is run. Times in milliseconds. */
export interface SupervisorOptions {
  readonly command: readonly [string, ...string[]]
  /** True for a process group of its own. */
  readonly ownGroup: boolean
  readonly stopSignal: NodeJS.Signals
  readonly stopTimeoutMs: number
  /** True to kill it after that time, too, when this process was asked to end. */
  readonly killAtEnd: boolean
  readonly restartIntervalMs: number
  readonly splayMs: number
  /** How long a process has to run for its configuration to be good. */
  readonly proveMs: number
  /** False to report changes only. */
  readonly restart: boolean
  readonly log: ExecLog
  /** A process has run with this one for long enough. */
  proven(launch: Launch): void
  readonly preparation: LaunchPreparation
}

/** A process, and what it was started with. */
interface Running extends Plan {
  readonly process: ServiceProcess
  /** The last one that was good, for a process that was started for a change. */
  readonly before?: Launch
}

/**
 * Runs a service: starts it for the first launch, restarts it for later ones, goes back to the one before when a change
 * ends it at once, and answers how it ended when it ends by itself or because this process was asked to end.
 */
export class Supervisor {
  readonly #newest: NewestLaunch
  readonly #schedule: RestartSchedule
  readonly #planning: PlanOptions
  /** Fires when this process was asked to end: from then on nothing is started. */
  readonly #asked = new AbortController()
  #askedBy: NodeJS.Signals | undefined
  #current: ServiceProcess | undefined

  constructor(private readonly options: SupervisorOptions) {
    this.#newest = new NewestLaunch((one, other) => options.preparation.isSame(one, other))
    this.#schedule = new RestartSchedule(options.restartIntervalMs, options.splayMs)
    this.#planning = { ...options, newest: this.#newest, schedule: this.#schedule }
  }

  /** Fires when nothing is to be started any more. */
  get asked(): AbortSignal {
    return this.#asked.signal
  }

  /** Passes a signal on to the service; false when none runs. */
  pass(signal: NodeJS.Signals): boolean {
    this.#current?.signal(signal)
    return this.#current !== undefined
  }

  /** Sends a signal to every process of the service. */
  passToAll(signal: NodeJS.Signals): void {
    this.#current?.signalAll(signal)
  }

  /** This process was asked to end by a signal, which the service has been given. */
  stop(signal: NodeJS.Signals): void {
    if (this.#askedBy !== undefined) return
    this.#askedBy = signal
    this.#asked.abort()
    const what = this.#current === undefined ? 'nothing is started any more' : `waiting for ${this.#name} to end`
    this.options.log.info('stopping', `${signal}: ${what}`)
    if (this.options.killAtEnd) setTimeout(() => this.#killLate(), this.options.stopTimeoutMs).unref()
  }

  /** Runs until the service has ended. Throws what the first launch throws. */
  async run(launches: AsyncIterator<Launch, void>): Promise<Ending> {
    const first = await this.#first(launches)
    if (first === undefined) return this.#endOfAsked()
    const running = await this.#start(first)
    if (running === undefined) return this.#endOfAsked()
    void this.#follow(launches)
    return await this.#keep(running)
  }

  /** Runs one process after the other until one ended that is not to be followed. */
  async #keep(first: Running): Promise<Ending> {
    for (let running = first; ; ) {
      const ending = await this.#endOrChange(running)
      const next: Running | Ending =
        ending === undefined ? await this.#restart(running) : await this.#goBack(running, ending)
      if (!('process' in next)) return next
      running = next
    }
  }

  get #name(): string {
    return this.options.command[0]
  }

  /** `undefined` when this process was asked to end before there was one. */
  async #first(launches: AsyncIterator<Launch, void>): Promise<Launch | undefined> {
    try {
      return await this.#newest.first(launches)
    } catch (error) {
      if (this.asked.aborted) return undefined
      throw error
    }
  }

  async #follow(launches: AsyncIterator<Launch, void>): Promise<void> {
    try {
      await this.#newest.follow(launches)
    } catch (error) {
      this.options.log.warning('warning', `changes are not watched any more: ${messageOf(error)}`)
    }
  }

  async #start(launch: Launch, before?: Launch): Promise<Running | undefined> {
    return await this.#run({ launch, prepared: await this.options.preparation.prepare(launch) }, before)
  }

  /** Starts a process, unless this one was asked to end meanwhile. */
  async #run({ launch, prepared }: Plan, before?: Launch): Promise<Running | undefined> {
    if (this.asked.aborted) {
      await prepared.remove()
      return undefined
    }
    this.options.log.info('starting', `starting ${this.#name} with configuration ${described(launch)}`, {
      version: launch.version,
      source: launch.source,
    })
    const process = new ServiceProcess(this.options, prepared.env)
    this.#current = process
    this.#proveIn(process, launch)
    return { process, prepared, launch, ...(before !== undefined && { before }) }
  }

  /** How the process ended, or `undefined` when it is to be restarted. */
  async #endOrChange(running: Running): Promise<Ending | undefined> {
    const ended = new AbortController()
    const stop = AbortSignal.any([ended.signal, this.asked])
    try {
      const change = this.#change(running, stop)
      return await Promise.race([running.process.ended, change.then((is) => (is ? undefined : running.process.ended))])
    } finally {
      ended.abort()
    }
  }

  /** Resolves to true when it is time for a restart, and to false when the signal fires. */
  async #change(running: Running, stop: AbortSignal): Promise<boolean> {
    while (await this.#newest.changed(stop)) {
      if (!this.#isNews(running)) continue
      const wait = this.#schedule.wait()
      if (!this.#announce(wait)) continue
      await pause(wait, undefined, { signal: stop }).catch(() => undefined)
      if (!stop.aborted && this.#isNews(running)) return true
      // Whoever looks next, after this process has ended, has to see it.
      if (stop.aborted) this.#newest.lookAgain()
    }
    return false
  }

  #isNews({ launch }: Running): boolean {
    const found = this.#newest.against(launch)
    if (found === 'same') this.options.log.info('kept', `${this.#name} runs with what the configuration now is`)
    return found === 'news'
  }

  /** False when changes are only reported. */
  #announce(wait: number): boolean {
    const { restart, log } = this.options
    const { version, changed } = this.#newest.launch ?? { version: '', changed: [] }
    const what = `configuration ${version}: ${changed.join(', ') || 'nothing'} changed`
    const details = { version, changed }
    if (restart) log.info('changed', `${what}; restart in ${Math.ceil(wait / 1_000)} s`, details)
    else log.warning('changed', `${what}; ${this.#name} goes on with the one it was started with`, details)
    return restart
  }

  /** Stops the process and starts the newest configuration; the same process when that cannot be prepared. */
  async #restart(running: Running): Promise<Running | Ending> {
    const { log, stopSignal, stopTimeoutMs } = this.options
    const [good, planned] = [this.#good(running), await planRestart(this.#planning)]
    if (planned === undefined) return running
    log.info('restarting', `restarting ${this.#name}: ${stopSignal}, then at most ${stopTimeoutMs / 1_000} s`)
    const ending = await running.process.stop({ signal: stopSignal, timeoutMs: stopTimeoutMs, spare: this.asked })
    if (running.process.killed)
      log.warning('killed', `${this.#name} did not end in ${stopTimeoutMs / 1_000} s and was killed`)
    await running.prepared.remove()
    this.#schedule.made()
    const next = await this.#run(await newerPlan(planned, this.#planning), good)
    return next ?? (running.process.killed ? this.#endOfAsked() : ending)
  }

  /** The last configuration that a process ran with for long enough. */
  #good({ launch, before, process }: Running): Launch {
    return before !== undefined && !this.#isProven(process) ? before : launch
  }

  #proveIn(process: ServiceProcess, launch: Launch): void {
    const proof = setTimeout(() => this.options.proven(launch), this.options.proveMs).unref()
    void process.ended.then(() => clearTimeout(proof))
  }

  #isProven(process: ServiceProcess): boolean {
    return performance.now() - process.startedAt >= this.options.proveMs
  }

  /** Goes back to the configuration before when a change ended the service at once; otherwise the service is over. */
  async #goBack(running: Running, ending: Ending): Promise<Running | Ending> {
    await running.prepared.remove()
    const { process, launch, before } = running
    if (process.failure !== undefined) this.#sayNotStarted(process.failure)
    if (before === undefined || this.#isProven(process) || this.asked.aborted) return ending
    const { log } = this.options
    log.warning(
      'refused',
      `configuration ${launch.version} refused: ${this.#name} ended with ${inWords(ending)} after ` +
        `${((performance.now() - process.startedAt) / 1_000).toFixed(1)} s; back to ${before.version}, ` +
        'until the configuration changes again',
      { version: launch.version, before: before.version },
    )
    this.#newest.refuse(launch)
    this.#schedule.made()
    return (await this.#startAgain(before)) ?? ending
  }

  async #startAgain(launch: Launch): Promise<Running | undefined> {
    try {
      return await this.#start(launch)
    } catch (error) {
      this.options.log.error(messageOf(error))
      return undefined
    }
  }

  #sayNotStarted(failure: string): void {
    const why = failure === 'ENOENT' ? 'not found' : `cannot be executed (${failure})`
    this.options.log.error(`${this.#name}: ${why}`)
  }

  /** How this process ends when there is no service to end like. */
  #endOfAsked(): Ending {
    return this.#askedBy === undefined ? { code: 0 } : { signal: this.#askedBy }
  }

  #killLate(): void {
    const { log, stopTimeoutMs } = this.options
    log.warning('killed', `${this.#name} did not end in ${stopTimeoutMs / 1_000} s and is killed`)
    this.#current?.kill()
  }
}

function described({ version, source, ageMs }: Launch): string {
  const age = ageMs === undefined ? '' : `, ${durationText(ageMs)} old`
  return source === 'store' ? version : `${version} (kept copy${age})`
}
