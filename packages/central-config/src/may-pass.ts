import { isProviderError, type ProviderError } from '@dmt-providers/core'

/** Whether what failed may succeed later without anybody's doing. */
export function mayPass(error: unknown): error is ProviderError {
  return isProviderError(error) && (error.retryable || error.code === 'timeout')
}
