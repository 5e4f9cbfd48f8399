import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { type JsonObject, ProviderError } from '@dmt-providers/core'

/** Most bytes of a value. Source: Azure's "About Azure Key Vault secrets": 25 KB. */
export const largestValue = 25_000

/** How a value is written, which its content type tells. */
const plain = 'application/json'
const deflated = 'application/vnd.dmt.deflate'
const divided = 'application/vnd.dmt.parts'

/** Parts that a value may be divided into; more than any secret of the toolkit needs by far. */
const mostParts = 40

/** Most bytes of data: inflating gives no more, whatever is stored. */
const largestData = 16 * 1024 * 1024

/** One secret as it goes to Key Vault. */
export interface WrittenValue {
  readonly contentType: string
  /** One text, or several that each become a secret of their own. */
  readonly texts: readonly string[]
}

/** A value as it comes from Key Vault. */
export interface ReadValue {
  readonly contentType: string | undefined
  readonly text: string
}

/** JSON as it is where it fits, compressed where that fits, else compressed and divided. Throws `limit-exceeded`. */
export function writtenValue(data: JsonObject): WrittenValue {
  const json = JSON.stringify(data)
  const bytes = Buffer.byteLength(json)
  if (bytes <= largestValue) return { contentType: plain, texts: [json] }
  const text = deflateRawSync(json).toString('base64')
  if (text.length <= largestValue && bytes <= largestData) return { contentType: deflated, texts: [text] }
  const texts = text.match(new RegExp(`.{1,${largestValue}}`, 'g')) ?? []
  if (texts.length <= mostParts && bytes <= largestData) return { contentType: divided, texts }
  const limits = `up to ${largestData} bytes, and up to ${mostParts * largestValue} compressed`
  const message = `data: is ${bytes} bytes of JSON, ${text.length} compressed; a secret in Key Vault has ${limits}`
  throw new ProviderError('limit-exceeded', message, { notApplied: true })
}

/** What stands in the secret of a divided value: how many parts, and which version of each. */
export const printParts = (versions: readonly string[]) => JSON.stringify({ parts: versions })

/** Versions of the parts, where a value is divided. Throws `internal` for what is none. */
export function partsOf({ contentType, text }: ReadValue): readonly string[] | undefined {
  if (contentType !== divided) return undefined
  const { parts } = parsed(text)
  if (Array.isArray(parts) && parts.every((part) => typeof part === 'string')) return parts
  throw damaged('does not name its parts')
}

/** The data of a value, its parts joined. Throws `internal` when it cannot be trusted. */
export function dataOf({ contentType, text }: ReadValue): JsonObject {
  return parsed(contentType === deflated || contentType === divided ? inflated(text) : text)
}

function inflated(text: string): string {
  try {
    return inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: largestData }).toString('utf8')
  } catch (error) {
    throw damaged('does not inflate', error)
  }
}

function parsed(json: string): JsonObject {
  try {
    const data: unknown = JSON.parse(json)
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as JsonObject
  } catch {
    // The message of JSON.parse quotes the text.
  }
  throw damaged('is no JSON object')
}

function damaged(problem: string, cause?: unknown): ProviderError {
  const message = `the value that Key Vault answered ${problem}: it was not written by this package`
  return new ProviderError('internal', message, { cause })
}
