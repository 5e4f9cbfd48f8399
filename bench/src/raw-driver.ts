/** What the raw drivers answer; each counts the rows of a write under a name of its own. */
export interface RawResult {
  rows: Record<string, unknown>[]
  rowCount?: number | null
  affectedRows?: number | undefined
}

/** A statement as a driver takes it. */
export interface RawStatement {
  name: string
  text: string
}

/** A driver as an application would use it without these packages. */
export interface RawDriver {
  /** Sends a statement; the driver that prepares statements by name is given the name. */
  query(statement: RawStatement, values: unknown[]): Promise<RawResult>
  close(): Promise<void>
}
