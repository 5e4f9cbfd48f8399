import type { Finding } from './finding.js'

/** What a renderer makes: text by path, the same text for the same description. */
export interface RenderResult {
  /** Content by path, relative to the folder that they are to be written to. */
  readonly files: ReadonlyMap<string, string>
  /** What the gateway does not do natively; also in the file `report.md`. */
  readonly findings: readonly Finding[]
  /** Names of the secrets that the operator provides; no file holds one. */
  readonly secrets: readonly string[]
}
