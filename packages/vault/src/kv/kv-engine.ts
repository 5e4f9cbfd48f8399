import type { Call, Expected, JsonObject, StoredSecret } from '@dmt-providers/core'

/** A version of Vault's KV engine. Names are those of {@link secretName}, below the mount, percent-encoded. */
export interface KvEngine {
  get(name: string, version: string | undefined, call: Call): Promise<StoredSecret | undefined>
  put(name: string, data: JsonObject, expected: Expected | undefined, call: Call): Promise<string | undefined>
  delete(name: string, call: Call): Promise<boolean>
  versions(name: string, call: Call): Promise<string[]>
  /** What is directly in a folder, whose name is empty or ends in a slash; a folder in it ends in a slash. */
  list(folder: string, call: Call): Promise<string[]>
  /** Paths below `/v1/` and what a token must be allowed there, for secrets whose names begin with this. */
  needs(folder: string): Readonly<Record<string, readonly string[]>>
}
