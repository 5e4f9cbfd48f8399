import { readFile } from 'node:fs/promises'
import { ProviderError } from '@dmt-providers/core'

/**
 * The text of a file without the line end behind it. Throws `unauthenticated` naming the option and the file when it is
 * empty or cannot be read: a file that is mounted may be there for the next connection.
 */
export async function readPasswordFile(file: string, option: string, provider: string): Promise<string> {
  const unknown = (message: string) =>
    new ProviderError('unauthenticated', `${option}: the file ${file} ${message}`, { provider, notApplied: true })
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
    throw unknown(`cannot be read (${code})`)
  })
  const password = text.replace(/\r?\n$/, '')
  if (password === '') throw unknown('is empty')
  return password
}
