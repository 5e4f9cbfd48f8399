import type { JsonObject } from '@dmt-providers/core'
import type { CommandContext } from '../command.js'
import { rcDocument } from '../exec/rc-document.js'
import { readRcFile } from '../exec/read-rc-file.js'

/**
 * Reads the document that `--file` names, from the standard input for `-`; `undefined` without it. Throws
 * `invalid-options` that shows nothing of it.
 */
export async function documentFile(context: CommandContext): Promise<JsonObject | undefined> {
  const file = context.text('file')
  if (file === undefined) return undefined
  return file === '-'
    ? rcDocument(await context.input(), '--file: the standard input')
    : await readRcFile(file, '--file')
}
