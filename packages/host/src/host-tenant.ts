/** Characters that a tenant has at most. Source: the hosts' schemas. */
const longest = 36

/**
 * A tenant that a host looks in; `undefined` for one that no row can belong to: null, and a text that is too long. Hosts
 * take it from a header or a token, so that it may be anything.
 */
export function hostTenant(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  const text = String(value)
  return text.length > longest && [...text].length > longest ? undefined : text
}
