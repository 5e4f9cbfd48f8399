import type { Call, RecordDriver, RecordPosition, SealedRecord } from '@dmt-providers/core'
import type { SqlSession } from '../sql-connection.js'
import { type RecordStatements, recordStatements } from '../statements/record-statements.js'
import type { RepositoryContext } from './repository-context.js'

/**
 * Sealed records over any SQL database. Writers of one path contend for its row in the heads table, so that a write, a
 * compare-and-set and a removal of the same path happen one after the other.
 */
export class RecordRepository implements RecordDriver {
  readonly #statements: RecordStatements
  readonly classify: RecordDriver['classify']

  constructor(
    private readonly context: RepositoryContext,
    readonly provider: string,
  ) {
    this.#statements = recordStatements(context.dialect)
    this.classify = context.classify
  }

  async read(path: string, version: number | undefined, call: Call): Promise<SealedRecord | undefined> {
    const { newest, version: one } = this.#statements
    const { rows } = await this.context.connection.run(version === undefined ? newest : one, { path, version }, call)
    return (rows as unknown as SealedRecord[])[0]
  }

  async versions(path: string, call: Call): Promise<number[]> {
    const { rows } = await this.context.connection.run(this.#statements.versions, { path }, call)
    return rows.map((row) => Number(row.version))
  }

  async append(record: SealedRecord, previous: number | undefined, keep: number, call: Call): Promise<boolean> {
    try {
      return await this.context.connection.transaction(async (session) => {
        if (!(await this.#claim(session, record, previous, call))) return false
        await session.run(this.#statements.add, { ...record }, call)
        await session.run(this.#statements.prune, { path: record.path, last: record.version - keep }, call)
        return true
      }, call)
    } catch (error) {
      if (this.classify(error)?.reason === 'duplicate') return false
      throw error
    }
  }

  async rewrap(record: SealedRecord, expectedKeyId: string, call: Call): Promise<boolean> {
    const args = { ...record, expectedKeyId }
    return (await this.context.connection.run(this.#statements.rewrap, args, call)).affected > 0
  }

  async remove(path: string, call: Call): Promise<boolean> {
    return await this.context.connection.transaction(async (session) => {
      const { affected } = await session.run(this.#statements.forget, { path }, call)
      if (affected > 0) await session.run(this.#statements.removeVersions, { path }, call)
      return affected > 0
    }, call)
  }

  async list(prefix: string, call: Call): Promise<string[]> {
    // A bracket is a wildcard of SQL Server alone; escaped it is itself everywhere.
    const pattern = `${prefix.replace(/[!%_[]/g, '!$&')}%`
    const { rows } = await this.context.connection.run(this.#statements.list, { pattern, prefix }, call)
    return rows.map((row) => String(row.path))
  }

  async scan(after: RecordPosition | undefined, limit: number, call: Call): Promise<SealedRecord[]> {
    const statement = after === undefined ? this.#statements.scanFirst : this.#statements.scan
    const args = { ...after, samePath: after?.path, limit, offset: 0 }
    return (await this.context.connection.run(statement, args, call)).rows as unknown as SealedRecord[]
  }

  async probe(call: Call): Promise<void> {
    await this.context.connection.run(this.#statements.probe, { path: '' }, call)
  }

  async close(): Promise<void> {
    await this.context.connection.close()
  }

  async #claim(
    session: SqlSession,
    { path, version }: SealedRecord,
    previous: number | undefined,
    call: Call,
  ): Promise<boolean> {
    const statement = previous === undefined ? this.#statements.claimFirst : this.#statements.claimNext
    return (await session.run(statement, { path, version, previous }, call)).affected > 0
  }
}
