import type { CallOptions } from '../call-options.js'
import type { Guard } from '../guard.js'
import type { Operation } from '../operation.js'
import { ProviderError } from '../provider-error.js'
import { checkText } from './check-field.js'
import { checkTenant } from './check-tenant.js'
import type { LinkDriver } from './storage-driver.js'

/** The links of a profile to Wi-Fi networks, or to proxies. */
export class ProfileLinkTable<Link> {
  readonly #list: Operation
  readonly #create: Operation
  readonly #delete: Operation

  constructor(
    private readonly guard: Guard,
    private readonly driver: LinkDriver<Link>,
    private readonly check: (links: unknown) => Link[],
    table: string,
  ) {
    const make = (method: string, repeatable: boolean) => ({
      name: `${table}.${method}`,
      collection: table,
      repeatable,
    })
    this.#list = make('list', true)
    this.#create = make('create', false)
    this.#delete = make('delete', false)
  }

  /** The links of one profile, ordered by priority; none when there is no such profile. */
  async list(profileName: string, tenantId: string, options?: CallOptions): Promise<Link[]> {
    const [profile, tenant] = [checkText('profileName', profileName), checkTenant(tenantId)]
    return await this.guard.run(this.#list, (call) => this.driver.list(profile, tenant, call), options)
  }

  /**
   * Adds links to a profile, all or none. Throws `conflict` with reason `duplicate` when one exists with the same
   * priority, or `missing-reference` when the profile or the other end does not exist, and `invalid-argument` for an
   * empty list.
   */
  async create(links: readonly Link[], profileName: string, tenantId: string, options?: CallOptions): Promise<void> {
    const [profile, tenant, checked] = [checkText('profileName', profileName), checkTenant(tenantId), this.check(links)]
    if (checked.length === 0)
      throw new ProviderError('invalid-argument', 'links is an empty list; give at least one link')
    await this.guard.run(this.#create, (call) => this.driver.create(checked, profile, tenant, call), options)
  }

  /** Removes every link of a profile; false when there was none. */
  async delete(profileName: string, tenantId: string, options?: CallOptions): Promise<boolean> {
    const [profile, tenant] = [checkText('profileName', profileName), checkTenant(tenantId)]
    return await this.guard.run(this.#delete, (call) => this.driver.delete(profile, tenant, call), options)
  }
}
