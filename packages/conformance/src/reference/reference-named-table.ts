import type { CheckedRow, NamedDriver, Page, TableName } from '@dmt-providers/core'
import { conflict, fold, nameKey, type ReferenceRow, type ReferenceRows } from './reference-rows.js'

/** What makes one named table differ from the others. */
export interface TableRules {
  readonly table: TableName
  /** Field that holds the name. */
  readonly name: string
  /** Fields that are unique together within a tenant, beside the name. */
  readonly unique?: readonly string[]
  /** Fields that are stored and never answered. */
  readonly hidden?: readonly string[]
  /** True when an insert does not store the hidden fields. */
  readonly hiddenByUpdateOnly?: true
  /** Fields that name a row of another table. */
  readonly references?: Readonly<Record<string, TableName>>
  /** Rows are answered without version. */
  readonly unversioned?: true
}

/** A table of named rows in memory, by the rules of the storage contract. */
export class ReferenceNamedTable<Row> implements NamedDriver<Row> {
  constructor(
    protected readonly rows: ReferenceRows,
    protected readonly rules: TableRules,
    /** Tables whose rows name rows of this one: which field of which table, and which links. */
    private readonly referrers: readonly TableRules[] = [],
    private readonly linkedBy?: TableName,
  ) {}

  async count(tenantId: string): Promise<number> {
    return this.#ofTenant(tenantId).length
  }

  async list({ limit, offset }: Page, tenantId: string): Promise<Row[]> {
    const name = (row: ReferenceRow) => fold(row[this.rules.name])
    const sorted = this.#ofTenant(tenantId).sort((a, b) => (name(a) < name(b) ? -1 : 1))
    return sorted.slice(offset, offset + limit).map((row) => this.answer(row))
  }

  async get(name: string, tenantId: string): Promise<Row | undefined> {
    const row = this.stored.get(nameKey(tenantId, name))
    return row === undefined ? undefined : this.answer(row)
  }

  async insert(row: CheckedRow): Promise<Row> {
    this.checkInsert(row)
    return this.write(this.rules.hiddenByUpdateOnly === true ? { ...row, ...this.#hiddenAsNull() } : row)
  }

  async update(row: CheckedRow, version: string): Promise<Row | undefined> {
    const current = this.current(row, version)
    if (current === undefined) return undefined
    this.checkUnique(row, current)
    this.checkReferences(row)
    return this.write({ ...row, [this.rules.name]: current[this.rules.name] ?? null })
  }

  async delete(name: string, tenantId: string): Promise<boolean> {
    const key = nameKey(tenantId, name)
    if (this.stored.has(key)) this.#checkUnused(key)
    return this.stored.delete(key)
  }

  /** First row for which the predicate holds. */
  find(predicate: (row: ReferenceRow) => boolean): Row | undefined {
    const row = [...this.stored.values()].find(predicate)
    return row === undefined ? undefined : this.answer(row)
  }

  protected get stored(): Map<string, ReferenceRow> {
    return this.rows.table(this.rules.table)
  }

  protected current(row: CheckedRow, version: string): ReferenceRow | undefined {
    const current = this.stored.get(this.#keyOf(row))
    return this.rules.unversioned === true || current?.version === version ? current : undefined
  }

  protected checkInsert(row: CheckedRow): void {
    if (this.stored.has(this.#keyOf(row))) throw conflict('duplicate', this.rules.table)
    this.checkUnique(row, undefined)
    this.checkReferences(row)
  }

  protected checkUnique(row: CheckedRow, current: ReferenceRow | undefined): void {
    const { unique, table } = this.rules
    if (unique === undefined) return
    const uniqueValue = (one: CheckedRow) => JSON.stringify([one.tenantId, ...unique.map((field) => fold(one[field]))])
    const taken = [...this.stored.values()].some(
      (other) => other !== current && uniqueValue(other) === uniqueValue(row),
    )
    if (taken) throw conflict('duplicate', table)
  }

  protected checkReferences(row: CheckedRow): void {
    for (const [field, table] of Object.entries(this.rules.references ?? {})) {
      const name = row[field]
      const missing = name !== null && !this.rows.table(table).has(nameKey(row.tenantId, name))
      if (missing) throw conflict('missing-reference', this.rules.table)
    }
  }

  protected write(row: CheckedRow): Row {
    const stored = { ...structuredClone(row), version: this.rows.nextVersion() }
    this.stored.set(this.#keyOf(row), stored)
    return this.answer(stored)
  }

  protected answer(row: ReferenceRow): Row {
    const hidden = [...(this.rules.hidden ?? []), ...(this.rules.unversioned === true ? ['version'] : [])]
    const shown = Object.entries(structuredClone(row)).filter(([field]) => !hidden.includes(field))
    // The fields of a stored row are those of the contract's table, which the type system cannot follow.
    return Object.fromEntries(shown) as Row
  }

  #hiddenAsNull(): Record<string, null> {
    return Object.fromEntries((this.rules.hidden ?? []).map((field) => [field, null]))
  }

  #keyOf(row: CheckedRow): string {
    return nameKey(row.tenantId, row[this.rules.name])
  }

  #ofTenant(tenantId: string): ReferenceRow[] {
    return [...this.stored.values()].filter((row) => row.tenantId === tenantId)
  }

  #checkUnused(key: string): void {
    for (const { table, references } of this.referrers) {
      const fields = Object.entries(references ?? {}).filter(([, target]) => target === this.rules.table)
      const rows = [...this.rows.table(table).values()]
      const used = rows.some((row) => fields.some(([field]) => nameKey(row.tenantId, row[field]) === key))
      if (used) throw conflict('in-use', table)
    }
    if (this.linkedBy === undefined) return
    const links = [...this.rows.links(this.linkedBy).values()]
    if (links.some((link) => nameKey(link.tenantId, link.target) === key)) throw conflict('in-use', this.linkedBy)
  }
}
