/**
 * A text that a host looks for; `undefined` for null and undefined, which the reference compares with every row and
 * finds equal to none.
 */
export function hostText(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value)
}
