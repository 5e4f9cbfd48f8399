/** Reads secrets with a product's client alone. */
export interface RawReader {
  /** The data of a secret. */
  read(path: string): Promise<unknown>
  close(): Promise<void>
}
