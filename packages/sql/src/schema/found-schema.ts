/** A column as the database's catalogue has it. */
export interface FoundColumn {
  readonly name: string
  /** In the words of the catalogue: `character varying(256)`. */
  readonly type: string
  readonly nullable: boolean
  readonly hasDefault: boolean
  /** True when the database computes the value, so that it cannot be written. */
  readonly computed: boolean
  /** All of it in one text, where the dialect keeps columns of its own and so must know them again. */
  readonly definition?: string
}

/** A primary, unique or foreign key of a table. */
export interface FoundKey {
  readonly name: string
  readonly kind: 'primary' | 'unique' | 'foreign'
  readonly columns: readonly string[]
  /** Of a foreign key: what it refers to. */
  readonly target: { readonly table: string; readonly columns: readonly string[] } | undefined
  /** True when it deletes or changes rows by itself, or is checked late. */
  readonly acts: boolean
  /** False while rows that were there before it have not been checked. */
  readonly validated: boolean
}

/** An index that no key made. */
export interface FoundIndex {
  readonly name: string
  readonly unique: boolean
  readonly columns: readonly string[]
}

/** A foreign key of another table that rests on a key of this one. */
export interface FoundReferrer {
  readonly table: string
  readonly name: string
  /** The key that it rests on. */
  readonly key: string
}

/** A table as it was found. */
export interface FoundTable {
  readonly table: string
  /** False for a view or anything else that only reads like a table. */
  readonly plain: boolean
  /** What keeps its rows, where a server has several such engines. */
  readonly engine?: string
  readonly owner: string
  /** True when the current role may alter it. */
  readonly owned: boolean
  /** True when the current role may read its rows. */
  readonly readable: boolean
  readonly columns: ReadonlyMap<string, FoundColumn>
  readonly keys: readonly FoundKey[]
  readonly indexes: readonly FoundIndex[]
  readonly referrers: readonly FoundReferrer[]
  /** Names of check constraints and of triggers. */
  readonly rules: readonly string[]
}

/** What was found of the tables that this release knows. */
export interface FoundSchema {
  readonly tables: ReadonlyMap<string, FoundTable>
  /** Names recorded as applied; `undefined` when there is no record at all. */
  readonly recorded: ReadonlySet<string> | undefined
  /** Names recorded as begun and not finished, where a schema may be left half-made. */
  readonly begun?: ReadonlySet<string>
  /** Who asks. */
  readonly role: string
  /** Where tables are made, and whether the role may. */
  readonly place: string
  readonly mayCreate: boolean
  /** Names of everything there is, where a migration that steps left half-made must be told from a whole one. */
  readonly names?: ReadonlySet<string>
  /** What the role was granted, a statement each, where rights are not those of an owner. */
  readonly grants?: readonly string[]
}
