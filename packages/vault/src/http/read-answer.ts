import { type HttpReply, retryAfter } from '@dmt-providers/http'
import { VaultError } from '../errors.js'
import { asObject, type VaultAnswer, type VaultRequest } from './vault-request.js'

/** Longest text of Vault that becomes part of a message. */
const longest = 400

/**
 * The answer that a reply holds: a success, or a 404 to a read, whose meaning the caller knows. Throws {@link VaultError} for all
 * else, and for every reply that is not JSON as Vault writes it: such a reply says nothing about a secret.
 */
export function readAnswer(request: VaultRequest, reply: HttpReply): VaultAnswer {
  const { status, text } = reply
  const what = `${request.method} ${request.path.split('?', 1)[0]}`
  if (status === 204) return { status, body: {} }
  const body = parsed(text)
  const errors = body?.errors
  if (body === undefined || (status >= 400 && status !== 404 && !Array.isArray(errors)))
    throw new VaultError(`${what}: ${status} of something that is not Vault${placeOf(reply)}`, status, {
      foreign: true,
      retryAfterMs: retryAfter(reply),
    })
  if (status < 300 || (status === 404 && request.method === 'GET')) return { status, body }
  throw errorOf(request, { status, body }, retryAfter(reply))
}

/** An answer of Vault as the error that it is. What Vault repeats of the request is masked: it may be a credential. */
export function errorOf(request: VaultRequest, answer: VaultAnswer, retryAfterMs?: number): VaultError {
  const { method, path } = request
  const { errors } = answer.body
  const sent = [request.token, ...textsIn(request.body)].filter((text) => text !== undefined && text.length > 2)
  const texts = (Array.isArray(errors) ? errors : []).map((one) => masked(String(one), sent))
  const told = texts.join('; ').replace(/\s+/g, ' ').slice(0, longest)
  const message = `${method} ${path.split('?', 1)[0]}: Vault answered ${answer.status}${told === '' ? '' : `: ${told}`}`
  return new VaultError(message, answer.status, { errors: texts, retryAfterMs })
}

function masked(text: string, sent: readonly (string | undefined)[]): string {
  return sent.reduce<string>((rest, one) => rest.replaceAll(one ?? '', '[redacted]'), text)
}

/** Every text within a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Where a redirection leads, without what follows the host. */
function placeOf(reply: HttpReply): string {
  const location = reply.header('location')
  return location !== undefined && URL.canParse(location) ? `, which leads to ${new URL(location).origin}` : ''
}
