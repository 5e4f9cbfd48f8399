import type { RecordPosition } from '@dmt-providers/core'

/** How messages name a record: `secret "devices/1" version 3`. */
export function recordName({ path, version }: RecordPosition): string {
  return `secret ${JSON.stringify(path)} version ${version}`
}
