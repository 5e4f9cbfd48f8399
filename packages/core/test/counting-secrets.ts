import type { Call, JsonObject, StoredSecret } from '../src/index.js'
import { MemorySecrets } from './memory-secrets.js'

/** Counts and records the reads that reach it; each waits for `gate`, and fails with what `failure` holds. */
export class CountingSecrets extends MemorySecrets {
  readonly reads: string[] = []
  underWay = 0
  most = 0
  failure: unknown
  gate: Promise<unknown> = Promise.resolve()

  override async get(path: string, version: string | undefined, _call?: Call): Promise<StoredSecret | undefined> {
    this.reads.push(path)
    this.underWay++
    this.most = Math.max(this.most, this.underWay)
    const found = super.get(path, version)
    await this.gate
    this.underWay--
    if (this.failure !== undefined) throw this.failure
    return await found
  }

  /** Writes as another process would. */
  async behind(path: string, data: JsonObject): Promise<void> {
    await this.put(path, data, undefined)
  }
}
