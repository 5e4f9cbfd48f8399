import type { LinkDriver, TableName } from '@dmt-providers/core'
import { conflict, fold, nameKey, type ReferenceLink, type ReferenceRows } from './reference-rows.js'

/** How one link table shows its links. */
export interface LinkRules<Link> {
  readonly table: TableName
  /** Table of the rows that profiles are linked to. */
  readonly target: TableName
  targetOf(link: Link): string
  priorityOf(link: Link): number
  linkOf(target: string, priority: number): Link
}

/** The links of profiles in memory, by the rules of the storage contract. */
export class ReferenceLinks<Link> implements LinkDriver<Link> {
  constructor(
    private readonly rows: ReferenceRows,
    private readonly rules: LinkRules<Link>,
  ) {}

  async list(profileName: string, tenantId: string): Promise<Link[]> {
    return this.of(profileName, tenantId)
      .sort((a, b) => a.priority - b.priority)
      .map(({ target, priority }) => this.rules.linkOf(target, priority))
  }

  async create(links: readonly Link[], profileName: string, tenantId: string): Promise<void> {
    if (!this.rows.table('profiles').has(nameKey(tenantId, profileName))) {
      throw conflict('missing-reference', this.rules.table)
    }
    this.add(this.check(links, profileName, tenantId))
  }

  async delete(profileName: string, tenantId: string): Promise<boolean> {
    return this.remove(profileName, tenantId)
  }

  /** The links of a profile, in no order. */
  of(profileName: string, tenantId: string): ReferenceLink[] {
    const mine = nameKey(tenantId, profileName)
    return [...this.#stored.values()].filter((link) => nameKey(link.tenantId, link.profile) === mine)
  }

  /** Throws unless every link can be added; answers them as they would be stored. */
  check(links: readonly Link[], profile: string, tenantId: string): ReferenceLink[] {
    const checked = links.map((link) => ({
      profile,
      target: this.rules.targetOf(link),
      priority: this.rules.priorityOf(link),
      tenantId,
    }))
    const [taken, known] = [new Set(this.#stored.keys()), this.rows.table(this.rules.target)]
    for (const link of checked) {
      if (taken.has(keyOf(link))) throw conflict('duplicate', this.rules.table)
      if (!known.has(nameKey(tenantId, link.target))) throw conflict('missing-reference', this.rules.table)
      taken.add(keyOf(link))
    }
    return checked
  }

  /** Stores links that were checked. */
  add(links: readonly ReferenceLink[]): void {
    for (const link of links) this.#stored.set(keyOf(link), link)
  }

  /** Removes the links of a profile; false when there was none. */
  remove(profileName: string, tenantId: string): boolean {
    const links = this.of(profileName, tenantId)
    for (const link of links) this.#stored.delete(keyOf(link))
    return links.length > 0
  }

  get #stored(): Map<string, ReferenceLink> {
    return this.rows.links(this.rules.table)
  }
}

function keyOf({ profile, target, priority, tenantId }: ReferenceLink): string {
  return JSON.stringify([tenantId, fold(profile), fold(target), priority])
}
