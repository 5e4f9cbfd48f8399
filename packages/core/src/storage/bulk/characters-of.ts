/** About how many characters a value has when it is written down. */
export function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null || value instanceof Date) return 8
  let characters = 2
  if (Array.isArray(value)) {
    for (const item of value) characters += 1 + charactersOf(item)
  } else {
    for (const key in value) characters += 2 + key.length + charactersOf(Reflect.get(value, key))
  }
  return characters
}
