import type { KeyWrapper } from '@dmt-providers/core'

/** Whether a value can serve as a {@link KeyWrapper}. */
export function isKeyWrapper(value: unknown): value is KeyWrapper {
  if (typeof value !== 'object' || value === null) return false
  const [keyId, wrap, unwrap] = ['keyId', 'wrap', 'unwrap'].map((name): unknown => Reflect.get(value, name))
  return typeof keyId === 'string' && typeof wrap === 'function' && typeof unwrap === 'function'
}
