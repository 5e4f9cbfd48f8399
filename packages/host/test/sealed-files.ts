import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registerProvider } from '@dmt-providers/core'
import { generateKey, providers } from '@dmt-providers/envelope'

for (const provider of providers) registerProvider(provider)

/** Sealed files of the test's own, and keys that open them and not. */
export interface SealedFiles {
  /** Opens the files. */
  url: string
  /** Names the same files with another key. */
  wrongKeyUrl: string
  remove(): Promise<void>
}

/** Makes them. */
export async function sealedFiles(): Promise<SealedFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'dmt-sealed-'))
  const [key, other] = [join(folder, 'envelope.key'), join(folder, 'other.key')]
  for (const file of [key, other]) await writeFile(file, generateKey(), { mode: 0o600 })
  const files = `envelope+file:${join(folder, 'secrets')}`
  return {
    url: `${files}?key=file:${key}`,
    wrongKeyUrl: `${files}?key=file:${other}`,
    remove: () => rm(folder, { recursive: true }),
  }
}
