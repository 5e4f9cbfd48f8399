/** Called when a watch has heard of something; tells whether a value is in what it heard. */
export type Tell = (holds: (value: string) => boolean) => void

/** A product's own client alone, used as its documentation does. */
export interface BareClient {
  /** Writes a value; it writes for both sides. */
  put(key: string, value: string): Promise<void>
  /** Tells of each change below a prefix, which ends with a slash; resolves once it listens. */
  watch(prefix: string, tell: Tell): Promise<void>
  /** Removes everything below a prefix that ends with a slash. */
  clear(prefix: string): Promise<void>
  close(): Promise<void>
}
