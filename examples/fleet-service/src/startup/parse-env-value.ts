/**
 * What MPS and RPS make of the text of an environment variable: a number when it looks like one (`0123` becomes 123,
 * the empty text NaN), true and false in any case a boolean, and the text itself otherwise.
 */
export function parseEnvValue(text: string): string | number | boolean {
  // biome-ignore lint/correctness/useParseIntRadix: without a radix, as in the hosts, `0x1F` is 31
  if (!Number.isNaN(Number(text))) return Number.parseInt(text)
  const lower = text.toLowerCase()
  if (lower === 'true') return true
  return lower === 'false' ? false : text
}
