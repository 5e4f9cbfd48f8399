import { isProviderError, redactText } from '@dmt-providers/core'

/** Longest text of Key Vault's that a message repeats. */
const longestText = 600

/** Three parts of base64url: a token of Entra ID. */
const tokens = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g

/** What helps against a refusal, by Key Vault's inner codes. Source: Azure's "Key Vault REST API error codes". */
const advice: Readonly<Record<string, string>> = {
  ForbiddenByRbac: 'give the identity the role Key Vault Secrets Officer, or for keys Key Vault Crypto User',
  ForbiddenByPolicy: 'allow the identity what it asks for in the access policies of the vault',
  ForbiddenByFirewall: 'let the address of this machine through the firewall of the vault',
  ForbiddenByConnection: 'reach the vault by its private endpoint',
  SecretDisabled: 'enable the secret in the vault',
  KeyDisabled: 'enable the key in the vault',
}

/**
 * What a client of Key Vault threw, without what it carries: request, headers and answer, each of which may be a secret
 * or a token. Made by {@link keyVaultError}.
 */
export class KeyVaultError extends Error {
  override readonly name = 'KeyVaultError'
  /** HTTP status; 0 where there was no answer. */
  readonly status: number
  /** The code in Key Vault's answer; `undefined` where something else answered. */
  readonly answer: string | undefined
  /** The closer code within it: `ForbiddenByRbac`. */
  readonly inner: string | undefined
  /** Node's, for an error of the network: `ECONNREFUSED`. */
  readonly code: string | undefined
  /** Milliseconds that the answer asks to wait; 0 where it names none. */
  readonly retryAfterMs: number

  constructor(error: Error, secret: boolean) {
    const { status, answer, inner } = answerOf(error)
    super(textOf(error, secret))
    this.status = status
    this.answer = answer
    this.inner = inner
    this.code = status === 0 ? textAt(error, 'code') : undefined
    this.retryAfterMs = waitOf(error)
  }
}

/**
 * Makes a {@link KeyVaultError} of what a client of Key Vault threw. A `ProviderError`, as an identity throws it, stays
 * itself. `secret` is true where the request carried one: what answers may repeat it.
 */
export function keyVaultError(error: unknown, secret: boolean): unknown {
  return error instanceof Error && !isProviderError(error) ? new KeyVaultError(error, secret) : error
}

function textOf(error: Error, secret: boolean): string {
  const { status, answer, inner } = answerOf(error)
  if (error.name === 'AbortError') return 'Key Vault did not answer in time'
  if (status !== 0) {
    const said = [status, answer, inner].filter((one) => one !== undefined).join(' ')
    if (answer === undefined) return `what answered ${said} is not Key Vault: a proxy, a portal or another service`
    const help = inner !== undefined && Object.hasOwn(advice, inner) ? `; ${advice[inner]}` : ''
    return `Key Vault answered ${said}${secret ? '' : `: ${masked(error.message)}`}${help}`
  }
  if (isRest(error)) return masked(error.message || (textAt(error, 'code') ?? error.name))
  if (/challenge/.test(error.message)) return masked(error.message)
  // Such as a TypeError about an answer that has nothing of what was asked.
  return `what answered is not Key Vault (${error.name})`
}

const masked = (text: string) => redactText(text.replace(tokens, '[redacted]')).slice(0, longestText)

const isRest = (error: Error) => error.name === 'RestError'

/** What Key Vault said; no code where the answer has not its form. */
function answerOf(error: Error) {
  const details = memberOf(error, 'details')
  const told = memberOf(details, 'error')
  const status = isRest(error) ? Number(memberOf(error, 'statusCode') ?? 0) : 0
  return {
    status,
    // Of a listing that fails the client keeps the code alone.
    answer: details === undefined && status >= 400 ? textAt(error, 'code') : textAt(told, 'code'),
    inner: textAt(memberOf(told, 'innerError'), 'code'),
  }
}

function waitOf(error: Error): number {
  const headers = memberOf(memberOf(error, 'response'), 'headers')
  const header = (name: string) => {
    const get = memberOf(headers, 'get')
    return typeof get === 'function' ? Number(Reflect.apply(get, headers, [name]) ?? Number.NaN) : Number.NaN
  }
  const milliseconds = [header('retry-after-ms'), header('x-ms-retry-after-ms'), header('retry-after') * 1_000]
  return milliseconds.find((one) => one >= 0 && one <= 600_000) ?? 0
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function textAt(value: unknown, name: string): string | undefined {
  const found = memberOf(value, name)
  return typeof found === 'string' && /^[\w.-]{1,120}$/.test(found) ? found : undefined
}
