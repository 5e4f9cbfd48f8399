import {
  type ErrorClassifier,
  type ErrorCode,
  isProviderError,
  networkErrorClass,
  ProviderError,
} from '@dmt-providers/core'

/** Why there is no connection to one of several servers. */
export interface HostFailure {
  readonly name: string
  readonly error: unknown
}

/** What a failure means, in portable terms. */
interface Meaning {
  readonly code: ErrorCode
  readonly retryable: boolean
}

/**
 * One error for servers of which none can be used, with each one's own reason. It may be tried again when one of them
 * may; where all failed for the same reason, that is the error's code. `wanted` is what a host must be, if anything.
 */
export function hostsError(
  failures: readonly HostFailure[],
  classify: ErrorClassifier,
  wanted?: string,
): ProviderError {
  const meanings = failures.map(({ error }) => meaningOf(error, classify))
  const passing = meanings.find(({ retryable }) => retryable)
  const [first = { code: 'unavailable', retryable: true } satisfies Meaning] = meanings
  const same = meanings.every(({ code }) => code === first.code)
  const reasons = failures.map(({ name, error }) => `${name}: ${textOf(error)}`)
  return new ProviderError(
    passing?.code ?? (same ? first.code : 'unavailable'),
    `no host can be used${wanted === undefined ? '' : ` (${wanted})`}; ${reasons.join('; ')}`,
    { retryable: passing !== undefined, notApplied: true },
  )
}

function meaningOf(error: unknown, classify: ErrorClassifier): Meaning {
  if (isProviderError(error)) return error
  const { code, retryable = code === 'unavailable' } = classify(error) ??
    networkErrorClass(error) ?? { code: 'internal' as const }
  return { code, retryable }
}

/** Node's error for a name with several addresses has no message of its own. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message === '' ? String(Reflect.get(error, 'code') ?? error.name) : error.message
}
