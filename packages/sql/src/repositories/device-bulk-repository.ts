import { type Call, type CheckedRow, type Device, type OnDuplicate, ProviderError } from '@dmt-providers/core'
import type { Arguments } from '../statement.js'
import { type DeviceBulkStatements, deviceBulkStatements } from '../statements/device-bulk-statements.js'
import { tableModels } from '../table-models.js'
import { changedRows } from './changed-rows.js'
import { isScaled } from './is-scaled.js'
import { refusal } from './refused-by.js'
import type { RepositoryContext } from './repository-context.js'
import { type RowReader, readRows, rowReader } from './row-reader.js'

/** How often a batch is sent whose devices another writer adds at the same moment. */
const attempts = 3

/** Many devices at a time, over any SQL database. */
export class DeviceBulkRepository {
  readonly #statements: DeviceBulkStatements
  readonly #scaled: DeviceBulkStatements | undefined
  readonly #whole: RowReader
  readonly #prepared = new WeakMap<readonly CheckedRow[], Arguments>()

  constructor(private readonly context: RepositoryContext) {
    this.#statements = deviceBulkStatements(context.dialect)
    this.#scaled = context.dialect.deviceScale?.bulk?.(context.dialect, this.#statements)
    this.#whole = rowReader(context.dialect, tableModels.devices, tableModels.devices.selected)
  }

  /** Writes down what {@link insertBatch} will bind for these rows. */
  prepareBatch(rows: readonly CheckedRow[]): Arguments {
    const args = this.context.dialect.batch.arguments(tableModels.devices, rows)
    this.#prepared.set(rows, args)
    return args
  }

  async insertBatch(rows: readonly CheckedRow[], onDuplicate: OnDuplicate, call: Call): Promise<number> {
    const { insertBatch, insertNewOfBatch } = await this.#best()
    const args = this.#prepared.get(rows) ?? this.prepareBatch(rows)
    for (let attempt = 1; ; attempt++) {
      try {
        const statement = onDuplicate === 'fail' ? insertBatch : insertNewOfBatch
        return changedRows(await this.context.connection.run(statement, args, call))
      } catch (error) {
        if (this.context.classify(error)?.reason !== 'duplicate') throw refusal(this.context.classify, 'devices', error)
        // A database that looks before it inserts may see a device only when it looks again.
        if (onDuplicate === 'fail' || attempt === attempts) throw this.#duplicate(rows, error)
      }
    }
  }

  async listAfter(after: string | undefined, limit: number, tenantId: string | undefined, call: Call) {
    const { listFirst, listFirstOfAnyTenant, listAfter, listAfterOfAnyTenant } = this.#statements
    const [ofTenant, ofAny] =
      after === undefined ? [listFirst, listFirstOfAnyTenant] : [listAfter, listAfterOfAnyTenant]
    const statement = tenantId === undefined ? ofAny : ofTenant
    const { rows } = await this.context.connection.run(statement, { after, limit, tenantId }, call)
    return readRows<Device>(rows, this.#whole)
  }

  async #best(): Promise<DeviceBulkStatements> {
    return this.#scaled !== undefined && (await isScaled(this.context)) ? this.#scaled : this.#statements
  }

  #duplicate(rows: readonly CheckedRow[], cause: unknown): ProviderError {
    const key = duplicateIn(rows, cause)
    return new ProviderError('conflict', `devices: a device with the GUID ${key ?? 'of one of them'} exists already`, {
      ...this.context.classify(cause),
      table: 'devices',
      key,
      cause,
    })
  }
}

/** The GUID of the batch that a native error names: databases tell the key that exists in its message or detail. */
function duplicateIn(rows: readonly CheckedRow[], error: unknown): string | undefined {
  const told = `${Reflect.get(Object(error), 'detail')} ${Reflect.get(Object(error), 'message')}`
  const named = new Set(told.toLowerCase().match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))
  return rows.map(({ guid }) => String(guid)).find((guid) => named.has(guid))
}
