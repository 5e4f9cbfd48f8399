import type { HostLogger } from '@dmt-providers/host'

/** A logger that keeps what it is given. */
export function collectingLogger(): { lines: string[]; logger: HostLogger } {
  const lines: string[] = []
  const add = (message: string) => lines.push(message)
  return { lines, logger: { debug: add, info: add, warn: add, error: add } }
}
