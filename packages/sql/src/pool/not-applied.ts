const withoutEffect = new WeakSet<object>()

/** Notes that nothing of what failed with this error took effect, which the error itself does not tell; answers it. */
export function notApplied(error: unknown): unknown {
  if (typeof error === 'object' && error !== null) withoutEffect.add(error)
  return error
}

/** Whether that was noted of an error. */
export function isNotApplied(error: unknown): boolean {
  return typeof error === 'object' && error !== null && withoutEffect.has(error)
}
