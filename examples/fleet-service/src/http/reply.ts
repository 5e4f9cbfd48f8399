/** The answer to a request: a JSON value, or a file's bytes, or nothing. */
export interface Reply {
  status: number
  json?: unknown
  file?: { type: string; content: Buffer }
  headers?: Record<string, string>
}

/** A successful answer with a JSON body. */
export const ok = (json: unknown): Reply => ({ status: 200, json })
