import type { Call, Domain, DomainDriver } from '@dmt-providers/core'
import type { Statement } from '../statement.js'
import { compileStatement } from '../statement.js'
import { equals, fieldParam, names, selection, tenantParam } from '../statements/selections.js'
import type { TableModel } from '../table-model.js'
import { tableModels } from '../table-models.js'
import { NamedRepository } from './named-repository.js'
import type { RepositoryContext } from './repository-context.js'

/** Domains over any SQL database. */
export class DomainRepository extends NamedRepository<Domain> implements DomainDriver {
  readonly #getBySuffix: Statement

  constructor(context: RepositoryContext) {
    super(context, 'domains')
    this.#getBySuffix = getBySuffixStatement(context.dialect)
  }

  async getBySuffix(domainSuffix: string, tenantId: string, call: Call): Promise<Domain | undefined> {
    return (await this.query(this.context.connection, this.#getBySuffix, { domainSuffix, tenantId }, call))[0]
  }
}

/** Compiles the look-up of a domain by its suffix. */
export function getBySuffixStatement(dialect: RepositoryContext['dialect']): Statement {
  const model: TableModel = tableModels.domains
  const query = dialect.builder
    .selectFrom(model.table)
    .select(selection(dialect, model, model.selected))
    .where(names(dialect, model, 'domain_suffix', fieldParam(model, 'domainSuffix')))
    .where(equals(dialect, model, model.tenant, tenantParam))
  return compileStatement('domains.getBySuffix', 'domains', query, dialect.encoders)
}
