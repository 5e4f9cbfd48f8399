import { ProviderError, type SealedRecord } from '@dmt-providers/core'
import { recordName } from './record-name.js'

/** The two parts of a sealed record. */
export interface SealedBody {
  /** The secret under its data key: base64url of nonce, ciphertext and tag. */
  sealed: string
  /** The data key under the master key, in the key wrapper's own form. */
  wrapped: string
}

/** Format that this release writes. It is bound into both parts. */
export const bodyFormat = 1

const form = /^(\d{1,4})\.([A-Za-z0-9_-]+)\.([\x21-\x7e]+)$/

/** `1.<sealed>.<wrapped>`, printable ASCII. Throws `internal` when a key wrapper's answer would not fit. */
export function printBody({ sealed, wrapped }: SealedBody): string {
  const body = `${bodyFormat}.${sealed}.${wrapped}`
  if (form.test(body)) return body
  throw new ProviderError('internal', 'the key wrapper answered a wrapped key that is not printable ASCII')
}

/** Takes a record's body apart. Throws `internal` for anything that never was one, `unsupported` for a newer format. */
export function parseBody(record: SealedRecord): SealedBody {
  const [, format, sealed, wrapped] = form.exec(record.body) ?? []
  if (format === undefined || sealed === undefined || wrapped === undefined) {
    const text = `${recordName(record)} holds ${record.body.length} characters that are no sealed secret`
    throw new ProviderError('internal', `${text}: it was altered, cut short or written by another program`)
  }
  if (format === String(bodyFormat)) return { sealed, wrapped }
  throw new ProviderError(
    'unsupported',
    `${recordName(record)} has format ${format}, and this release reads format ${bodyFormat}; install the newer release`,
  )
}
