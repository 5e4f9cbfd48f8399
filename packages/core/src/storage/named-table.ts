import type { CallOptions } from '../call-options.js'
import type { Guard } from '../guard.js'
import type { Operation } from '../operation.js'
import { ProviderError } from '../provider-error.js'
import { checkText } from './check-field.js'
import { checkPage } from './check-page.js'
import { checkRow } from './check-row.js'
import { checkTenant } from './check-tenant.js'
import type { NamedDriver, Page } from './storage-driver.js'
import { type TableName, tableFields } from './table-fields.js'

const methods = { count: true, list: true, get: true, insert: false, update: false, delete: false }

type Method = keyof typeof methods

/**
 * A table of rows with a name that is unique within a tenant, compared without regard to case and kept as written.
 * Every call may throw `invalid-argument`, `unavailable`, `timeout`, `aborted`, `unauthenticated`,
 * `permission-denied`, `limit-exceeded`, `closed` and `internal`.
 */
export class NamedTable<Row, RowInput extends object, Driver extends NamedDriver<Row> = NamedDriver<Row>> {
  protected readonly operations: Readonly<Record<Method, Operation>>
  /** The table's key field: the first of its fields. */
  readonly #key: string

  constructor(
    protected readonly guard: Guard,
    protected readonly driver: Driver,
    protected readonly table: TableName,
  ) {
    this.operations = operationsOf(table)
    this.#key = Object.keys(tableFields[table])[0] ?? ''
  }

  /** How many rows a tenant has. */
  async count(tenantId: string, options?: CallOptions): Promise<number> {
    const tenant = checkTenant(tenantId)
    return await this.guard.run(this.operations.count, (call) => this.driver.count(tenant, call), options)
  }

  /** A page of rows ordered by name without regard to case; limit 25 and offset 0 unless given. */
  async list(page: Partial<Page>, tenantId: string, options?: CallOptions): Promise<Row[]> {
    const [checked, tenant] = [checkPage(page), checkTenant(tenantId)]
    return await this.guard.run(this.operations.list, (call) => this.driver.list(checked, tenant, call), options)
  }

  /** The row with this name; `undefined` when the tenant has none. */
  async get(name: string, tenantId: string, options?: CallOptions): Promise<Row | undefined> {
    const [key, tenant] = [checkText('name', name), checkTenant(tenantId)]
    return await this.guard.run(this.operations.get, (call) => this.driver.get(key, tenant, call), options)
  }

  /**
   * Adds a row and answers it as stored. Throws `conflict` with reason `duplicate` when the name (or another unique
   * field) is taken, and with `missing-reference` when it names a row that does not exist.
   */
  async insert(row: RowInput, options?: CallOptions): Promise<Row> {
    const checked = checkRow(this.table, row)
    return await this.guard.run(this.operations.insert, (call) => this.driver.insert(checked, call), options)
  }

  /**
   * Replaces a row and answers it as stored, provided its version is still `version`. Throws `stale-version` when it
   * is not, `not-found` when the tenant has no such row, and `conflict` like an insert. Tables without version ignore
   * the argument.
   */
  async update(row: RowInput, version: string, options?: CallOptions): Promise<Row> {
    const checked = checkRow(this.table, row)
    const expected = checkText('version', version)
    const stored = await this.guard.run(
      this.operations.update,
      (call) => this.driver.update(checked, expected, call),
      options,
    )
    return stored ?? (await this.unmatched(String(checked[this.#key]), String(checked.tenantId), options))
  }

  /** Removes a row; false when there is none. Throws `conflict` with reason `in-use` while another row refers to it. */
  async delete(name: string, tenantId: string, options?: CallOptions): Promise<boolean> {
    const [key, tenant] = [checkText('name', name), checkTenant(tenantId)]
    return await this.guard.run(this.operations.delete, (call) => this.driver.delete(key, tenant, call), options)
  }

  /** Tells a stale version from a missing row, once an update matched nothing. */
  protected async unmatched(name: string, tenantId: string, options?: CallOptions): Promise<never> {
    const current = await this.get(name, tenantId, options)
    const [code, problem] =
      current === undefined
        ? (['not-found', 'the tenant has no row with this name'] as const)
        : (['stale-version', 'the row was changed since that version was read'] as const)
    throw new ProviderError(code, `${this.operations.update.name}: ${problem}`, {
      provider: this.guard.options.provider,
      operation: this.operations.update.name,
      table: this.table,
    })
  }
}

function operationsOf(table: TableName): Readonly<Record<Method, Operation>> {
  const make = (method: Method): Operation => ({
    name: `${table}.${method}`,
    collection: table,
    repeatable: methods[method],
  })
  return {
    count: make('count'),
    list: make('list'),
    get: make('get'),
    insert: make('insert'),
    update: make('update'),
    delete: make('delete'),
  }
}
