import { isDeepStrictEqual } from 'node:util'
import type { Launch, ServiceSchema } from '@dmt-providers/central-config'
import type { ExecLog } from './exec-log.js'
import type { Prepared } from './restart-plan.js'
import type { RunFolder } from './run-folder.js'
import type { ServiceEnvironment } from './service-environment.js'

/** Turns configurations into what a process is started with: a file, variables, or both. */
export class LaunchPreparation {
  constructor(
    private readonly schema: Pick<ServiceSchema, 'service' | 'takes'>,
    private readonly environment: ServiceEnvironment,
    private readonly folder: RunFolder,
    private readonly log: ExecLog,
  ) {}

  /** Writes the file. Throws `invalid-options` when that cannot be done. */
  async prepare({ document, variables }: Launch): Promise<Prepared> {
    const { service, takes } = this.schema
    const taken = this.environment.taken(variables)
    if (taken.length > 0) this.log.info('environment', `${taken.join(', ')}: set in the environment, which wins`)
    if (takes.by === 'environment') return { env: this.environment.with(variables), remove: async () => undefined }
    const file = await this.folder.write(`${service}.json`, document)
    return { env: this.environment.with(variables, { variable: takes.variable, path: file.path }), remove: file.remove }
  }

  /** True when a process would be started with the same, as when only what the environment hides differs. */
  isSame(one: Launch, other: Launch): boolean {
    return isDeepStrictEqual(this.#effective(one), this.#effective(other))
  }

  #effective({ document, variables }: Launch) {
    return [this.schema.takes.by === 'file' ? document : {}, this.environment.free(variables)]
  }
}
