import type { HostLogger } from './host-logger.js'
import type { Settings } from './settings.js'

/** A running service, as its adapters see it. */
export interface Host<ErrorClass> {
  /** Its configuration. */
  settings: Settings
  /** Its own error class: its routes recognise refusals with `instanceof`. */
  errorClass: ErrorClass
  logger: HostLogger
  /** What it keeps that configuration in; replacing it there changes it for the whole service. */
  configuration: { Config: Readonly<Record<string, unknown>> }
  /** URL of the folder of the built service, with `/` at the end; `undefined` outside a service. */
  folder: string | undefined
}

/** What stands in for a service where there is none: in tests and scripts. */
export interface HostParts<ErrorClass> {
  /** Class of the errors that stand for refused writes. */
  errorClass: ErrorClass
  /** What the service's configuration would hold, by its lower-case names. Default: nothing. */
  config?: Readonly<Record<string, unknown>> | undefined
  /** Default: nothing is logged. */
  logger?: HostLogger | undefined
}
