import { existsSync } from 'node:fs'
import type { Environment, JsonObject } from '@dmt-providers/core'
import type { ExecLog } from './exec-log.js'
import { readRcFile } from './read-rc-file.js'

/**
 * What the service's own file holds that a variable such as `MPS_CONFIG` names. Like the service, it goes on without a
 * file that is not there, but says so. Throws `invalid-options` for one that cannot be read.
 */
export async function ownDocument(variable: string, environment: Environment, log: ExecLog): Promise<JsonObject> {
  const file = environment.get(variable)
  if (file === undefined) return {}
  if (existsSync(file)) return await readRcFile(file, variable)
  log.warning('warning', `${variable}: the file ${file} is not there; the service starts without it`)
  return {}
}
