import { ProviderError } from './provider-error.js'

/**
 * A part of a URL without its percent-encoding; `parameter` is the option that it becomes. Throws `invalid-options`, in
 * the name of `provider` where it is given.
 */
export function decodedPart(parameter: string, text: string, provider?: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    const message = `${parameter}: holds a % that starts no code; percent-encode it as %25`
    throw new ProviderError('invalid-options', provider === undefined ? message : `${provider}: ${message}`, {
      provider,
    })
  }
}
