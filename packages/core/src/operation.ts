/** One operation of a contract, as policy and telemetry know it. */
export interface Operation {
  /** `devices.get`, `secrets.put`. */
  name: string
  /** Table or collection, for telemetry. */
  collection: string
  /** True when the call can be repeated without a second effect, so that a transient failure may be retried. */
  repeatable: boolean
}
