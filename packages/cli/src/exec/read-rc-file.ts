import { readFile } from 'node:fs/promises'
import { type JsonObject, ProviderError } from '@dmt-providers/core'
import { rcDocument } from './rc-document.js'

/** Reads a file as `rcDocument` does. Throws `invalid-options` that names the parameter and the file. */
export async function readRcFile(file: string, parameter: string): Promise<JsonObject> {
  const what = `${parameter}: the file ${file}`
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
    throw new ProviderError('invalid-options', `${what} cannot be read (${code})`, { cause: error })
  }
  return rcDocument(text, what)
}
