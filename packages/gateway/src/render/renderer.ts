import type { Gateway } from '../model/gateway.js'
import type { Capabilities } from './capability.js'

/** One gateway: what it can, and a pure function from a description to files by path. */
export interface Renderer<O> {
  /** The product's name. */
  title: string
  capabilities: Capabilities
  files(gateway: Gateway, options: O): Record<string, string>
}
