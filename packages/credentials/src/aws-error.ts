import { isProviderError } from '@dmt-providers/core'

/**
 * What a client of AWS threw, without what it carries: request, headers, and the text of an answer, which may be a
 * secret. Its name is AWS's own: `AccessDeniedException`.
 */
export class AwsError extends Error {
  /** Of the answer; 0 where there was none. */
  readonly status: number
  /** Node's, for an error of the network: `ECONNREFUSED`. */
  readonly code: string | undefined
  /** Milliseconds that the answer asks to wait; 0 where it names none. */
  readonly retryAfterMs: number

  constructor(error: Error, { headers, status, code }: AwsAnswer) {
    super(textOf(error, headers))
    this.name = error.name
    this.status = status
    this.code = code
    this.retryAfterMs = 1_000 * (Number(headers['retry-after']) || 0)
  }
}

/** What is known of the answer behind an error. */
interface AwsAnswer {
  readonly headers: Readonly<Record<string, unknown>>
  readonly status: number
  readonly code: string | undefined
}

/** Makes an {@link AwsError} of what a client of AWS threw; a `ProviderError`, as credentials throw it, stays itself. */
export function awsError(error: unknown): unknown {
  if (!(error instanceof Error) || isProviderError(error)) return error
  const { headers, statusCode } = objectAt(error, '$response')
  const { httpStatusCode } = objectAt(error, '$metadata')
  const code: unknown = Reflect.get(error, 'code')
  return new AwsError(error, {
    headers: typeof headers === 'object' && headers !== null ? { ...headers } : {},
    status: Number(httpStatusCode ?? statusCode) || 0,
    code: typeof code === 'string' ? code : undefined,
  })
}

/** Whether an error says that the clock of this machine is wrong. */
export function isClockError({ name, message }: Error): boolean {
  return /^RequestTimeTooSkewed|^RequestExpired/.test(name) || /signature (?:expired|not yet current)/i.test(message)
}

function objectAt(error: Error, key: string): Readonly<Record<string, unknown>> {
  const value: unknown = Reflect.get(error, key)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** AWS quotes the request in what it says of a wrong signature, and values in what it says of a wrong parameter. */
function textOf(error: Error, headers: AwsAnswer['headers']): string {
  const { name, message } = error
  if (isClockError(error))
    return `${name}: the clock of this machine is wrong${skewOf(headers.date)}; synchronise it, for instance by NTP`
  if (/^InvalidSignature|^SignatureDoesNotMatch/.test(name))
    return `${name}: the secret access key does not belong to the access key id`
  if (/^Validation|^InvalidParameter|^Serialization/.test(name)) return `${name}: AWS refused a parameter`
  if (error instanceof SyntaxError) return 'what answered is not AWS: a proxy, a portal or another service'
  if (Reflect.get(error, 'code') === 'ENOTFOUND') return `${message}; correct the region or the endpoint`
  if (typeof Reflect.get(error, 'code') === 'string') return message
  return message === '' ? name : `${name}: ${message}`
}

function skewOf(date: unknown): string {
  const seconds = Math.round((Date.now() - Date.parse(String(date))) / 1_000)
  if (Number.isNaN(seconds)) return ''
  return `, by ${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead of' : 'behind'} AWS’s`
}
