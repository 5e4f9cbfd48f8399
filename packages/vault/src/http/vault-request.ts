/** One request to Vault's HTTP interface. */
export interface VaultRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** What follows `/v1/`, percent-encoded. */
  readonly path: string
  readonly body?: object | undefined
  readonly token?: string | undefined
  /** In place of the store's own. */
  readonly namespace?: string | undefined
}

/** An answer of Vault: JSON, or nothing. */
export interface VaultAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** The object at a name of another, or one without names. */
export function objectAt(value: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, unknown>> {
  return asObject(value[name]) ?? {}
}

/** A value that is an object and no list. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined
}
