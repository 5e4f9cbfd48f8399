import type { Call, LinkDriver, TableName } from '@dmt-providers/core'
import type { SqlSession } from '../sql-connection.js'
import type { Arguments } from '../statement.js'
import { type LinkStatements, linkStatements } from '../statements/link-statements.js'
import { tableModels } from '../table-models.js'
import { refusedBy } from './refused-by.js'
import type { RepositoryContext } from './repository-context.js'

/** A link of a profile. */
interface Prioritised {
  priority: number
}

/** The links of profiles over any SQL database. */
export class LinkRepository<Link extends Prioritised> implements LinkDriver<Link> {
  readonly #statements: LinkStatements

  constructor(
    private readonly context: RepositoryContext,
    private readonly table: TableName,
  ) {
    this.#statements = linkStatements(context.dialect, tableModels[table])
  }

  async list(profileName: string, tenantId: string, call: Call): Promise<Link[]> {
    const args = { owner: profileName, tenantId }
    const { rows } = await this.context.connection.run(this.#statements.list, args, call)
    return (rows as unknown as Link[]).sort((a, b) => a.priority - b.priority)
  }

  async create(links: readonly Link[], profileName: string, tenantId: string, call: Call): Promise<void> {
    await this.context.connection.transaction(
      (session) => this.createIn(session, links, profileName, tenantId, call),
      call,
    )
  }

  async delete(profileName: string, tenantId: string, call: Call): Promise<boolean> {
    return await this.deleteIn(this.context.connection, profileName, tenantId, call)
  }

  /** Adds links within a transaction. */
  async createIn(
    session: SqlSession,
    links: readonly object[],
    profileName: string,
    tenantId: string,
    call: Call,
  ): Promise<void> {
    for (const link of links) {
      const args: Arguments = { ...link, owner: profileName, tenantId }
      await refusedBy(this.context.classify, this.table, () => session.run(this.#statements.create, args, call))
    }
  }

  /** Removes a profile's links within a session. */
  async deleteIn(session: SqlSession, profileName: string, tenantId: string, call: Call): Promise<boolean> {
    return (await session.run(this.#statements.delete, { owner: profileName, tenantId }, call)).affected > 0
  }
}
