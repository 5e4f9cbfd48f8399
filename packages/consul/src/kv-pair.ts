/** A key as Consul writes it. Source: Consul, "KV store endpoints". */
export interface Pair {
  readonly Key: string
  /** Base64; `null` for an empty one. */
  readonly Value: string | null
  readonly CreateIndex: number
  readonly ModifyIndex: number
}
