/** What a field of a table holds, independent of any database. */
export type FieldType =
  | 'guid'
  | 'name'
  | 'text'
  | 'integer'
  | 'boolean'
  | 'instant'
  | 'json'
  | 'text-list'
  | 'integer-list'

/** One field of a table. */
export interface Field {
  type: FieldType
  /** Characters (Unicode code points) that a text may have. */
  max?: number
  /** True when absent and null are refused. */
  required?: true
  /** Value that an insert stores when the field is absent. Default null. */
  initial?: readonly []
}

/** The fields of one table, by the names that MPS and RPS use. */
export type Fields = Readonly<Record<string, Field>>
