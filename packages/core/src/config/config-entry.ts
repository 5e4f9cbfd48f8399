/** One configuration value. */
export interface ConfigEntry {
  readonly key: string
  /** Text as stored; services keep JSON in it. */
  readonly value: string
  /** Opaque; changes with each write of the key. */
  readonly version: string
}
