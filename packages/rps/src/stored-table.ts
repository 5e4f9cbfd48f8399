import { isProviderError, type NamedTable } from '@dmt-providers/core'
import { type Host, hostPage, hostTenant, hostText, messageOf } from '@dmt-providers/host'
import type { ConfigurationTable, Count, Tenant, Versioned } from './configuration-tables.js'
import type { RpsErrorClass } from './rps-error-class.js'
import type { Refusal, Situations } from './situations.js'

/** What a table needs of its service. */
export type RpsHost = Pick<Host<RpsErrorClass>, 'errorClass' | 'logger'>

/** A row to write, as every table has it. */
export interface Tenanted {
  tenantId: string
}

/** A table of a store. */
export type NamedStore<Row, Input extends Tenanted> = Pick<
  NamedTable<Row, Input>,
  'count' | 'list' | 'get' | 'insert' | 'update' | 'delete'
>

/** One table of RPS, as {@link StoredTable} serves it. */
export interface TableParts<Row, Input extends Tenanted> {
  store: NamedStore<Row, Input>
  nameOf(item: Input): string
  /** Whether rows have versions; where they have none, the last write wins. */
  versioned: boolean
  situations: Situations<Input>
  /** The fields that an insert stores; the others are not refused by one either. Default: all. */
  inserted?(item: Input): Input
}

/** One table over a store, with the answers, defaults and errors that RPS knows from PostgreSQL. */
export class StoredTable<Row, Input extends Tenanted> implements ConfigurationTable<Row, Input> {
  constructor(
    protected readonly parts: TableParts<Row, Input>,
    private readonly host: RpsHost,
  ) {}

  async getCount(tenantId: Tenant = ''): Promise<number> {
    const tenant = hostTenant(tenantId)
    return tenant === undefined ? 0 : await this.parts.store.count(tenant)
  }

  async get(limit: Count = 25, offset: Count = 0, tenantId: Tenant = ''): Promise<Row[]> {
    const [page, tenant] = [hostPage(limit, offset), hostTenant(tenantId)]
    return tenant === undefined ? [] : await this.parts.store.list(page, tenant)
  }

  async getByName(name: string, tenantId: Tenant = ''): Promise<Row | null> {
    const [key, tenant] = [hostText(name), hostTenant(tenantId)]
    if (key === undefined || tenant === undefined) return null
    return (await this.parts.store.get(key, tenant)) ?? null
  }

  async delete(name: string, tenantId: Tenant = ''): Promise<boolean> {
    const [key, tenant] = [hostText(name), hostTenant(tenantId)]
    if (key === undefined || tenant === undefined) return false
    try {
      return await this.parts.store.delete(key, tenant)
    } catch (error) {
      const refusal = this.parts.situations.delete(error, key)
      throw refusal === undefined ? error : this.#refused('delete', error, refusal)
    }
  }

  async insert(item: Input): Promise<Row> {
    try {
      return await this.parts.store.insert(this.parts.inserted?.(item) ?? item)
    } catch (error) {
      throw this.#refused('insert', error, await this.parts.situations.insert(error, item))
    }
  }

  async update(item: Versioned<Input>): Promise<Row> {
    try {
      const version = this.parts.versioned ? versionOf(item) : ''
      if (version !== undefined) return await this.parts.store.update(item, version)
    } catch (error) {
      const isOther = !isProviderError(error) || (error.code !== 'stale-version' && error.code !== 'not-found')
      if (isOther) throw this.#refused('update', error, await this.parts.situations.update(error, item))
    }
    throw await this.#unmatched(item)
  }

  /** No version matched. RPS answers with the current row, and would fail itself where there is none. */
  async #unmatched(item: Input): Promise<Error> {
    const { kind } = this.parts.situations
    const name = this.parts.nameOf(item)
    const current = await this.getByName(name, item.tenantId)
    return current === null
      ? new this.host.errorClass(`${kind} profile ${name} Not Found`, 'Not Found')
      : new this.host.errorClass('No records were updated', 'Concurrency', current)
  }

  #refused(operation: string, error: unknown, { message, name }: Refusal): Error {
    this.host.logger.error(`Failed to ${operation} ${this.parts.situations.kind} row: ${messageOf(error)}`)
    return Object.assign(new this.host.errorClass(message, name), { cause: error })
  }
}

/** A version as RPS passes it on from a request; `undefined` when it can match none. */
function versionOf({ version }: Versioned<object>): string | undefined {
  const text = typeof version === 'number' ? String(version) : version
  return typeof text === 'string' && /^\d+$/.test(text) ? text : undefined
}
