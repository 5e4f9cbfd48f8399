import { randomUUID } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { type JsonObject, ProviderError } from '@dmt-providers/core'

/** Bytes that AWS takes as the value of a secret. Source: "quotas" in its user guide. */
const mostBytes = 65_536

/** Bytes that a value may have before it was compressed: far more than any, so that a bad one cannot fill the memory. */
const mostInflated = 16 * 1024 * 1024

const format = 1

/** What is stored: the data of a secret, or that it was deleted. */
export type SecretContent = { readonly data: JsonObject } | { readonly deleted: true }

/**
 * The text that AWS keeps. It names its path, since a copied secret is no secret of the place it was copied to, and has
 * a text of its own, so that the writes of two writers are never the same one to AWS. Readable as JSON in the console,
 * unless it only fits when compressed. Throws `limit-exceeded` when it does not fit at all.
 */
export function printValue(path: string, content: SecretContent): string {
  const shell = { dmt: format, path, writer: randomUUID() }
  const plain = JSON.stringify({ ...shell, ...content })
  if (Buffer.byteLength(plain) <= mostBytes || !('data' in content)) return plain
  const deflated = deflateRawSync(JSON.stringify(content.data)).toString('base64')
  const compressed = JSON.stringify({ ...shell, deflated })
  if (Buffer.byteLength(compressed) <= mostBytes) return compressed
  throw new ProviderError(
    'limit-exceeded',
    `data: has ${Buffer.byteLength(plain)} bytes as JSON and ${Buffer.byteLength(compressed)} compressed; ` +
      `AWS Secrets Manager keeps ${mostBytes}`,
    { retryable: false, notApplied: true },
  )
}

/** Reads the text of a path. Throws `internal` for one that cannot be trusted, `unsupported` for a later release's. */
export function parseValue(path: string, text: string | undefined): SecretContent {
  const value = parsed(text)
  if (value === undefined) throw untrusted(path, 'is no value that this package wrote')
  const { dmt, path: written, deleted, data, deflated } = value
  if (typeof dmt === 'number' && dmt > format) throw newer(path)
  if (dmt !== format) throw untrusted(path, 'is no value that this package wrote')
  if (written !== path) throw untrusted(path, 'was copied from another path')
  if (deleted === true) return { deleted }
  const found = typeof deflated === 'string' ? inflated(deflated) : data
  if (isObject(found)) return { data: found }
  throw untrusted(path, 'has no data')
}

function parsed(text: string | undefined): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function inflated(text: string): unknown {
  try {
    const bytes = inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: mostInflated })
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function untrusted(path: string, what: string): ProviderError {
  const text = `the secret at ${JSON.stringify(path)} ${what}; write it again, or put the stage AWSCURRENT back`
  return new ProviderError('internal', text)
}

function newer(path: string): ProviderError {
  const text = `the secret at ${JSON.stringify(path)} was written by a newer release; update this package`
  return new ProviderError('unsupported', text)
}
