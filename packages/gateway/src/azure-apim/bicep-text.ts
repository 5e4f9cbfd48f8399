/** A value as Bicep writes it: like JSON, or an expression as it stands. */
export type BicepValue = string | number | boolean | BicepValue[] | BicepExpression | { [key: string]: BicepValue }

/** Text that is written as it stands. */
export class BicepExpression {
  constructor(readonly text: string) {}
}

/** An expression. */
export const expression = (text: string): BicepExpression => new BicepExpression(text)

/** A value with its lines indented by so many levels. */
export function bicepValue(value: BicepValue, level = 0): string {
  if (value instanceof BicepExpression) return value.text
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object') return String(value)
  const inner = '  '.repeat(level + 1)
  const lines = Array.isArray(value)
    ? value.map((one) => `${inner}${bicepValue(one, level + 1)}`)
    : Object.entries(value).map(([key, one]) => `${inner}${keyOf(key)}: ${bicepValue(one, level + 1)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return lines.length === 0 ? `${open}${close}` : [open, ...lines, `${'  '.repeat(level)}${close}`].join('\n')
}

const keyOf = (key: string) => (/^[A-Za-z_]\w*$/.test(key) ? key : quoted(key))

const quoted = (text: string) => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\$\{/g, '\\${')}'`
