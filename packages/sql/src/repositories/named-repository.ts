import {
  type Call,
  type CheckedRow,
  type NamedDriver,
  type Page,
  ProviderError,
  type TableName,
} from '@dmt-providers/core'
import type { SqlSession } from '../sql-connection.js'
import type { Arguments, Statement } from '../statement.js'
import { type NamedStatements, namedStatements } from '../statements/named-statements.js'
import type { TableModel } from '../table-model.js'
import { tableModels } from '../table-models.js'
import { duplicateFirst, refusedBy } from './refused-by.js'
import type { RepositoryContext } from './repository-context.js'
import { countIn, type RowReader, readRows, rowReader } from './row-reader.js'
import { storedRow } from './stored-row.js'
import { type StatementPair, writeAndRead } from './write-and-read.js'

/** A table of named rows over any SQL database. */
export class NamedRepository<Row> implements NamedDriver<Row> {
  protected readonly model: TableModel
  readonly #key: string
  readonly #reader: RowReader

  constructor(
    protected readonly context: RepositoryContext,
    protected readonly table: TableName,
    protected readonly statements: NamedStatements = namedStatements(context.dialect, tableModels[table]),
  ) {
    this.model = tableModels[table]
    this.#key = this.model.selected[0] ?? ''
    this.#reader = rowReader(context.dialect, this.model, this.model.selected)
  }

  async count(tenantId: string, call: Call): Promise<number> {
    return countIn((await this.context.connection.run(this.statements.count, { tenantId }, call)).rows)
  }

  async list(page: Page, tenantId: string, call: Call): Promise<Row[]> {
    if (page.limit === 0) return []
    return await this.query(this.context.connection, this.statements.list, { ...page, tenantId }, call)
  }

  async get(name: string, tenantId: string, call: Call): Promise<Row | undefined> {
    return await this.read(this.context.connection, name, tenantId, call)
  }

  async insert(row: CheckedRow, call: Call): Promise<Row> {
    const args = { ...row, creationDate: creationDate() }
    const written = await this.#write('insert', args, call).catch(async (error: unknown) => {
      throw await duplicateFirst(this.table, error, () => this.get(String(row[this.#key]), String(row.tenantId), call))
    })
    return storedRow(written, `${this.table}.insert`)
  }

  async update(row: CheckedRow, version: string, call: Call): Promise<Row | undefined> {
    return await this.#write('update', { ...row, version }, call)
  }

  async delete(name: string, tenantId: string, call: Call): Promise<boolean> {
    const args = { [this.#key]: name, tenantId }
    try {
      return (await this.context.connection.run(this.statements.delete, args, call)).affected > 0
    } catch (error) {
      if (this.context.classify(error)?.code !== 'conflict') throw error
      throw new ProviderError('conflict', `${this.table}.delete: another row refers to this one`, {
        reason: 'in-use',
        table: await this.#referrer(name, tenantId, call),
        cause: error,
      })
    }
  }

  /** Reads one row within a session. */
  protected async read(session: SqlSession, name: string, tenantId: string, call: Call): Promise<Row | undefined> {
    return (await this.query(session, this.statements.get, { [this.#key]: name, tenantId }, call))[0]
  }

  /** Runs a statement that reads rows of this table. */
  protected async query(session: SqlSession, statement: Statement, args: Arguments, call: Call): Promise<Row[]> {
    return readRows((await session.run(statement, args, call)).rows, this.#reader)
  }

  async #write(kind: StatementPair['kind'], args: Arguments, call: Call): Promise<Row | undefined> {
    const row = await refusedBy(this.context.classify, this.table, () =>
      writeAndRead(this.context, { kind, write: this.statements[kind], read: this.statements.get }, args, call),
    )
    return row === undefined ? undefined : readRows<Row>([row], this.#reader)[0]
  }

  /** Databases name the refusing constraint each in their own way, so the referring table is looked up. */
  async #referrer(name: string, tenantId: string, call: Call): Promise<string | undefined> {
    for (const statement of this.statements.referrers) {
      const { rows } = await this.context.connection.run(statement, { name, tenantId }, call)
      if (countIn(rows) > 0) return statement.table
    }
    return undefined
  }
}

/** The reference stores the time of UTC, to the second, in a column without a zone. */
function creationDate(): string {
  return new Date().toISOString().slice(0, 19).replace('T', ' ')
}
