import type {
  Call,
  CheckedRow,
  Device,
  DeviceDriver,
  DeviceSummary,
  OnDuplicate,
  Page,
  TagMatch,
} from '@dmt-providers/core'
import type { Arguments, Statement } from '../statement.js'
import { type DeviceStatements, deepOffset, deviceStatements, tagArguments } from '../statements/device-statements.js'
import { deviceSummaryFields, tableModels } from '../table-models.js'
import { type BoundRow, boundRow } from './bound-row.js'
import { ChangeFolder } from './change-folder.js'
import { changedRows } from './changed-rows.js'
import { DeviceBulkRepository } from './device-bulk-repository.js'
import { isScaled } from './is-scaled.js'
import { refusal } from './refused-by.js'
import type { RepositoryContext } from './repository-context.js'
import { countIn, type RowReader, readRows, rowReader } from './row-reader.js'
import { storedRow } from './stored-row.js'
import { type StatementPair, writeAndRead } from './write-and-read.js'

/** Devices over any SQL database. */
export class DeviceRepository implements DeviceDriver {
  readonly #statements: DeviceStatements
  readonly #scaled: DeviceStatements | undefined
  readonly #bulk: DeviceBulkRepository
  readonly #folder: ChangeFolder
  readonly #summary: RowReader
  readonly #whole: RowReader
  readonly #inserted: BoundRow | undefined
  readonly #updated: BoundRow | undefined

  constructor(private readonly context: RepositoryContext) {
    const { dialect } = context
    this.#statements = deviceStatements(dialect)
    this.#scaled = dialect.deviceScale?.statements(dialect, this.#statements)
    this.#bulk = new DeviceBulkRepository(context)
    this.#folder = new ChangeFolder(context)
    this.#summary = rowReader(context.dialect, tableModels.devices, [...deviceSummaryFields, 'deviceInfo'])
    this.#whole = rowReader(context.dialect, tableModels.devices, tableModels.devices.selected)
    this.#inserted = boundRow(dialect, tableModels.devices, tableModels.devices.inserted)
    this.#updated = boundRow(dialect, tableModels.devices, tableModels.devices.updated)
  }

  async count(tenantId: string, call: Call): Promise<number> {
    return countIn((await this.context.connection.run((await this.#best()).count, { tenantId }, call)).rows)
  }

  async countConnected(tenantId: string, call: Call): Promise<number> {
    return countIn((await this.context.connection.run((await this.#best()).countConnected, { tenantId }, call)).rows)
  }

  async list(page: Page, tenantId: string, call: Call): Promise<DeviceSummary[]> {
    const statement = page.offset < deepOffset ? this.#statements.list : (await this.#best()).listDeep
    return await this.#page(statement, { ...page, tenantId }, call)
  }

  async get(guid: string, tenantId: string | undefined, call: Call): Promise<Device | undefined> {
    const statement = tenantId === undefined ? this.#statements.getOfAnyTenant : this.#statements.get
    const { rows } = await this.context.connection.run(statement, { guid, tenantId }, call)
    return readRows<Device>(rows, this.#whole)[0]
  }

  async findByHostname(hostname: string, tenantId: string, call: Call): Promise<DeviceSummary[]> {
    return await this.#summaries(this.#statements.findByHostname, { hostname, tenantId }, call)
  }

  async findByFriendlyName(friendlyName: string, tenantId: string, call: Call): Promise<DeviceSummary[]> {
    return await this.#summaries(this.#statements.findByFriendlyName, { friendlyName, tenantId }, call)
  }

  async findByTags(
    tags: string[],
    match: TagMatch,
    page: Page,
    tenantId: string,
    call: Call,
  ): Promise<DeviceSummary[]> {
    if (tags.length === 0) return match === 'all' ? await this.list(page, tenantId, call) : []
    const best = await this.#best()
    const ofSome = match === 'any' && tags.length > 1
    const statement = ofSome ? best.findByAnyTag(tags.length) : best.findByAllTags(tags.length)
    return await this.#page(statement, { ...tagArguments(tags, page), ...page, tenantId }, call)
  }

  async listTags(tenantId: string, call: Call): Promise<string[]> {
    const { rows } = await this.context.connection.run((await this.#best()).listTags, { tenantId }, call)
    return rows.map((row) => String(row.tag))
  }

  async insert(device: CheckedRow, call: Call): Promise<Device> {
    const { insert, getOfAnyTenant } = await this.#best()
    const pair: StatementPair = { kind: 'insert', write: insert, read: getOfAnyTenant }
    return await this.#folder.after(storedRow(await this.#write(pair, device, call), 'devices.insert'), call)
  }

  async update(device: CheckedRow, call: Call): Promise<Device | undefined> {
    const { update, get } = await this.#best()
    return await this.#folder.after(await this.#write({ kind: 'update', write: update, read: get }, device, call), call)
  }

  async delete(guid: string, tenantId: string, call: Call): Promise<boolean> {
    const { delete: remove } = await this.#best()
    const count = changedRows(await this.context.connection.run(remove, { guid, tenantId }, call))
    return await this.#folder.after(count > 0, call)
  }

  async clearInstance(instance: string, call: Call): Promise<number> {
    const { clearInstance } = await this.#best()
    const count = changedRows(await this.context.connection.run(clearInstance, { mpsInstance: instance }, call))
    return await this.#folder.after(count, call)
  }

  prepareBatch(rows: readonly CheckedRow[]): void {
    this.#bulk.prepareBatch(rows)
  }

  async insertBatch(rows: readonly CheckedRow[], onDuplicate: OnDuplicate, call: Call): Promise<number> {
    return await this.#folder.after(await this.#bulk.insertBatch(rows, onDuplicate, call), call, rows.length)
  }

  async listAfter(
    guid: string | undefined,
    limit: number,
    tenantId: string | undefined,
    call: Call,
  ): Promise<Device[]> {
    return await this.#bulk.listAfter(guid, limit, tenantId, call)
  }

  /** The statements for the database as it is: with side tables that a migration made, or without. */
  async #best(): Promise<DeviceStatements> {
    return this.#scaled !== undefined && (await isScaled(this.context)) ? this.#scaled : this.#statements
  }

  /** SQL Server refuses to fetch no rows, so an empty page is answered here. */
  async #page(statement: Statement, args: Arguments & Page, call: Call): Promise<DeviceSummary[]> {
    return args.limit === 0 ? [] : await this.#summaries(statement, args, call)
  }

  async #summaries(statement: Statement, args: Arguments, call: Call): Promise<DeviceSummary[]> {
    return readRows((await this.context.connection.run(statement, args, call)).rows, this.#summary)
  }

  #write(pair: StatementPair, device: CheckedRow, call: Call): Promise<Device | undefined> {
    return this.#written(pair, device, call).catch((error: unknown) => {
      throw refusal(this.context.classify, 'devices', error)
    })
  }

  #written(pair: StatementPair, device: CheckedRow, call: Call): Promise<Device | undefined> {
    const bound = pair.kind === 'insert' ? this.#inserted : this.#updated
    if (bound === undefined)
      return writeAndRead(this.context, pair, device, call).then((row) =>
        row === undefined ? undefined : readRows<Device>([row], this.#whole)[0],
      )
    return this.context.connection
      .run(pair.write, device, call)
      .then((result) => (changedRows(result) === 0 ? undefined : readRows<Device>([bound(device)], undefined)[0]))
  }
}
