import type {
  Call,
  CheckedRow,
  Page,
  Profile,
  ProfileDriver,
  ProfileLinks,
  ProfileProxyConfig,
  ProfileWirelessConfig,
} from '@dmt-providers/core'
import type { SqlSession } from '../sql-connection.js'
import type { Arguments, Statement } from '../statement.js'
import type { NamedStatements } from '../statements/named-statements.js'
import { profileStatements } from '../statements/profile-statements.js'
import type { LinkRepository } from './link-repository.js'
import { NamedRepository } from './named-repository.js'
import { duplicateFirst, refusedBy } from './refused-by.js'
import type { RepositoryContext } from './repository-context.js'
import { storedRow } from './stored-row.js'

/** The two link tables of profiles. */
export interface ProfileLinkRepositories {
  wireless: LinkRepository<ProfileWirelessConfig>
  proxy: LinkRepository<ProfileProxyConfig>
}

/** Profiles over any SQL database. */
export class ProfileRepository implements ProfileDriver {
  readonly #statements: NamedStatements
  readonly #rows: ProfileRows

  constructor(
    private readonly context: RepositoryContext,
    private readonly links: ProfileLinkRepositories,
  ) {
    this.#statements = profileStatements(context.dialect)
    this.#rows = new ProfileRows(context, 'profiles', this.#statements)
  }

  async count(tenantId: string, call: Call): Promise<number> {
    return await this.#rows.count(tenantId, call)
  }

  async list(page: Page, tenantId: string, call: Call): Promise<Profile[]> {
    return await this.#rows.list(page, tenantId, call)
  }

  async get(name: string, tenantId: string, call: Call): Promise<Profile | undefined> {
    return await this.#rows.get(name, tenantId, call)
  }

  async insert(row: CheckedRow, links: ProfileLinks, call: Call): Promise<Profile> {
    const written = await this.#write(this.#statements.insert, row, row, links, call).catch(async (error: unknown) => {
      const [name, tenantId] = [String(row.profileName), String(row.tenantId)]
      throw await duplicateFirst('profiles', error, () => this.#rows.get(name, tenantId, call))
    })
    return storedRow(written, 'profiles.insert')
  }

  async update(row: CheckedRow, version: string, links: ProfileLinks, call: Call): Promise<Profile | undefined> {
    return await this.#write(this.#statements.update, { ...row, version }, row, links, call)
  }

  async delete(name: string, tenantId: string, call: Call): Promise<boolean> {
    return await this.context.connection.transaction(async (session) => {
      await this.links.wireless.deleteIn(session, name, tenantId, call)
      await this.links.proxy.deleteIn(session, name, tenantId, call)
      return (await session.run(this.#statements.delete, { profileName: name, tenantId }, call)).affected > 0
    }, call)
  }

  async #write(
    statement: Statement,
    args: Arguments,
    row: CheckedRow,
    links: ProfileLinks,
    call: Call,
  ): Promise<Profile | undefined> {
    const [name, tenantId] = [String(row.profileName), String(row.tenantId)]
    return await this.context.connection.transaction(async (session) => {
      const { rows, affected } = await refusedBy(this.context.classify, 'profiles', () =>
        session.run(statement, args, call),
      )
      if (affected === 0 && rows.length === 0) return undefined
      await this.links.wireless.createIn(session, links.wifiConfigs, name, tenantId, call)
      await this.links.proxy.createIn(session, links.proxyConfigs, name, tenantId, call)
      return await this.#rows.read(session, name, tenantId, call)
    }, call)
  }
}

/** The rows of profiles, read with their links in the order that the hosts print. */
class ProfileRows extends NamedRepository<Profile> {
  override async read(session: SqlSession, name: string, tenantId: string, call: Call): Promise<Profile | undefined> {
    return await super.read(session, name, tenantId, call)
  }

  protected override async query(
    session: SqlSession,
    statement: Statement,
    args: Arguments,
    call: Call,
  ): Promise<Profile[]> {
    const profiles = await super.query(session, statement, args, call)
    for (const profile of profiles) sortLinks(profile)
    return profiles
  }
}

function sortLinks(profile: Profile): void {
  profile.wifiConfigs = parsed(profile.wifiConfigs).sort(
    (a, b) => a.priority - b.priority || byText(a.profileName, b.profileName),
  )
  profile.proxyConfigs = parsed(profile.proxyConfigs)
    .map(({ name, priority }) => ({ name, priority }))
    .sort((a, b) => byText(a.name, b.name) || a.priority - b.priority)
}

/** Databases without a JSON type answer the array as text. */
function parsed<Link>(links: Link[] | string): Link[] {
  return typeof links === 'string' ? JSON.parse(links) : links
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
