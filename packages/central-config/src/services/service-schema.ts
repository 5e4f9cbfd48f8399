/** A service of the toolkit that is configured centrally. */
export type Service = 'mps' | 'rps' | 'console' | 'router'

/**
 * A key that a service reads. `type` is what the service makes of the value. A number may be written as text (`"1440"`), as
 * the services' own files do. A truth value may not: MPS and RPS retype the words of the environment alone, so that the
 * text `"false"` of a file is as good as true to them.
 */
export interface KnownKey {
  /** Dotted for a nested one: `mps_tls_config.minVersion`. */
  readonly name: string
  /** `truth` is true or false, `list` an array of text. */
  readonly type: 'text' | 'number' | 'truth' | 'list' | 'object'
  /** The only values that the service knows. */
  readonly choices?: readonly string[]
  /** Least and greatest value of a number, both allowed. */
  readonly range?: readonly [number, number]
  /** Shared by all instances, of one instance alone, or never in clear. */
  readonly scope: 'shared' | 'instance' | 'secret'
  /** Variable by which the service takes it, when not (or not only) by its file. */
  readonly variable?: string
  /** What it is, in one sentence. */
  readonly help: string
  /** What one should know who sets it to anything but `false`; follows the key's name. */
  readonly warning?: string
}

/** How a service takes its configuration: in a file of JSON (`rc`), or as environment variables alone. */
export type Takes =
  | {
      readonly by: 'file'
      /** Names the file that wins over the service's own ones. */
      readonly variable: 'MPS_CONFIG' | 'RPS_CONFIG'
      readonly ownFile: '.mpsrc' | '.rpsrc'
      /** Variables that begin so win over every file. */
      readonly prefix: 'MPS_' | 'RPS_'
    }
  | { readonly by: 'environment' }

/** The keys that a service reads, and how it takes them. */
export interface ServiceSchema {
  readonly service: Service
  readonly keys: readonly KnownKey[]
  readonly takes: Takes
}
