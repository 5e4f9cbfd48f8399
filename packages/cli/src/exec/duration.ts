import { ProviderError } from '@dmt-providers/core'

const milliseconds = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** The longest time that a timer of Node can wait for. */
const longest = 2 ** 31 - 1

/** Milliseconds of `500ms`, `30s`, `5m`, `1h` or `1.5d`. Throws `invalid-options` that names the option. */
export function durationOf(text: string, option: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? []
  const factor = Object.entries(milliseconds).find(([name]) => name === unit)?.[1]
  const duration = factor === undefined ? Number.NaN : Math.round(Number(amount) * factor)
  if (duration <= longest) return duration
  throw new ProviderError(
    'invalid-options',
    `--${option}: ${text} is no duration up to 24 days; give a number and its unit, such as 500ms, 30s, 5m, 1h or 7d`,
  )
}
