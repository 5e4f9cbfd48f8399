type Log = (message: string, ...details: unknown[]) => void

/** What the hosts hand to a secrets provider for its messages. */
export interface Logger {
  error: Log
  warn: Log
  info: Log
  verbose: Log
  debug: Log
  silly: Log
}
