import type { Logger } from '../interfaces/logger.js'

const silent = () => undefined

/** Writes errors and warnings to the standard error and information to the standard output; drops anything finer. */
export const consoleLogger: Logger = {
  error: (message, ...details) => console.error(`error: ${message}`, ...details),
  warn: (message, ...details) => console.error(`warning: ${message}`, ...details),
  info: (message, ...details) => console.info(message, ...details),
  verbose: silent,
  debug: silent,
  silly: silent,
}

/** The same without information, for programs whose own output says what they do. */
export const quietLogger: Logger = { ...consoleLogger, info: silent }
