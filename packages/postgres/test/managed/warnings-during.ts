/** A warning of this process. */
export type Warned = Error & { readonly code?: string }

/** The warnings with a code of ours that come while something runs. */
export async function warningsDuring(run: () => Promise<void>): Promise<readonly Warned[]> {
  const warnings: Warned[] = []
  const note = (warning: Warned) => {
    if (warning.code?.startsWith('DMT_TLS_')) warnings.push(warning)
  }
  process.on('warning', note)
  try {
    await run()
    // Node emits a warning in the turn after it was given.
    await new Promise((resolve) => setImmediate(resolve))
    return warnings
  } finally {
    process.off('warning', note)
  }
}
