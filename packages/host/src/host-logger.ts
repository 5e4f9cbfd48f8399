/** The part of the hosts' loggers that is used here; winston's and RPS's own both fit. */
export interface HostLogger {
  debug(message: string): unknown
  info(message: string): unknown
  warn(message: string): unknown
  error(message: string): unknown
}

/** For use outside a host, where nobody reads a log. */
export const silentLogger: HostLogger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}
