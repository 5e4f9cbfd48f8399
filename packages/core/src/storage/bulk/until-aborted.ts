import { ProviderError } from '../../provider-error.js'

/** The error of a call that its caller ended. */
export function abortedError(operation: string, signal: AbortSignal): ProviderError {
  return new ProviderError('aborted', `${operation}: aborted by the caller`, { cause: signal.reason })
}

/** What `work` answers, unless the signal fires first; it leaves no listener on the signal. */
export async function untilAborted<T>(
  work: Promise<T>,
  operation: string,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (signal === undefined) return await work
  const stop = new AbortController()
  const aborted = new Promise<never>((_, reject) => {
    const refuse = () => reject(abortedError(operation, signal))
    if (signal.aborted) refuse()
    else signal.addEventListener('abort', refuse, { once: true, signal: stop.signal })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    stop.abort()
  }
}
