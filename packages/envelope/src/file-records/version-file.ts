import { createHash, randomBytes } from 'node:crypto'
import { ProviderError } from '@dmt-providers/core'
import { z } from 'zod'

/** One version of a secret as its file holds it. A file never changes; a version that is re-wrapped gets a new file. */
export interface VersionFile {
  /** `<version>-<32 hexadecimal digits>`; the digits are random, so that a name is never used twice. */
  readonly name: string
  readonly version: number
  readonly keyId: string
  readonly body: string
  /** Names of the files of the earlier versions that are kept, newest first, as of when this file became the newest. */
  readonly older: readonly string[]
}

const nameForm = /^([1-9]\d{0,9})-[0-9a-f]{32}$/

const content = z.strictObject({
  format: z.literal(1),
  version: z.number().int().positive(),
  keyId: z.string(),
  older: z.array(z.string().regex(nameForm)),
  body: z.string(),
})

/** Puts a new version together under a name of its own. */
export function newVersionFile(parts: Omit<VersionFile, 'name'>): VersionFile {
  return { ...parts, name: `${parts.version}-${randomBytes(16).toString('hex')}` }
}

/** The version that a file name says; `undefined` for any other file. */
export function versionOf(name: string): number | undefined {
  const digits = nameForm.exec(name)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** One line of JSON and one with its SHA-256, which finds damage before a half-read list of versions is believed. */
export function printVersionFile({ version, keyId, older, body }: VersionFile): string {
  const line = JSON.stringify({ format: 1, version, keyId, older, body })
  return `${line}\n${checksum(line)}\n`
}

/** Reads a file back. Throws `internal` when it is not what was written under this name. */
export function parseVersionFile(name: string, text: string, file: string): VersionFile {
  const [line = '', sum, end] = text.split('\n')
  if (sum !== checksum(line) || end !== '') {
    const problem = `a file of ${text.length} characters whose checksum does not match`
    throw new ProviderError('internal', `${file} is damaged: ${problem}; restore it from a backup`)
  }
  const found = content.safeParse(JSON.parse(line))
  if (found.success && found.data.version === versionOf(name)) {
    const { version, keyId, older, body } = found.data
    return { name, version, keyId, older, body }
  }
  throw new ProviderError(
    'internal',
    `${file} holds no version ${versionOf(name)} of a secret; restore it from a backup`,
  )
}

function checksum(line: string): string {
  return createHash('sha256').update(line, 'utf8').digest('hex')
}
