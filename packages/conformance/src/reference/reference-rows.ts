import { type FieldValue, ProviderError, type TableName } from '@dmt-providers/core'

/** A row as the reference keeps it: every field of its table, and its version. */
export type ReferenceRow = Readonly<Record<string, FieldValue>> & { readonly version: string }

/** A link of a profile, to a Wi-Fi network or to a proxy. */
export interface ReferenceLink {
  readonly profile: string
  readonly target: string
  readonly priority: number
  readonly tenantId: string
}

/** Everything that a reference store keeps. Several stores on one of these are several processes on one database. */
export class ReferenceRows {
  readonly #tables = new Map<TableName, Map<string, ReferenceRow>>()
  readonly #links = new Map<TableName, Map<string, ReferenceLink>>()
  #version = 0

  /** Forgets everything. */
  clear(): void {
    this.#tables.clear()
    this.#links.clear()
  }

  /** A version that no row ever had. */
  nextVersion(): string {
    this.#version += 1
    return String(this.#version)
  }

  /** The rows of one table by {@link nameKey}, or devices by GUID. */
  table(name: TableName): Map<string, ReferenceRow> {
    return entry(this.#tables, name)
  }

  /** The links of one table by all that makes a link unique. */
  links(name: TableName): Map<string, ReferenceLink> {
    return entry(this.#links, name)
  }
}

/** Names are compared without regard to case, tenants exactly. */
export function nameKey(tenantId: unknown, name: unknown): string {
  return JSON.stringify([tenantId, fold(name)])
}

/** A name in the form in which it is compared. */
export function fold(name: unknown): string {
  return String(name).toLowerCase()
}

/** The error of a uniqueness or reference rule. */
export function conflict(
  reason: 'duplicate' | 'in-use' | 'missing-reference',
  table: TableName,
  key?: string,
): ProviderError {
  return new ProviderError('conflict', `${table}: ${reason}`, { reason, table, key })
}

function entry<Value>(map: Map<TableName, Map<string, Value>>, name: TableName): Map<string, Value> {
  const found = map.get(name) ?? new Map<string, Value>()
  map.set(name, found)
  return found
}
