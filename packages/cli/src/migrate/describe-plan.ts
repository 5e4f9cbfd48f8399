import type { MigrationPlan } from '@dmt-providers/core'

const words = { absent: 'to be created', older: 'to be changed', current: 'up to date' } as const

/** A plan for a person, line by line. */
export function describePlan({ parts, obstacles, kept, notes }: MigrationPlan): string[] {
  const lines = describeParts(parts)
  const steps = parts.map((part) =>
    part.steps.map(({ title }, index) => `    ${String(index + 1).padStart(3)}  ${title}`),
  )
  return [
    ...lines.flatMap((line, index) => [line, ...(steps[index] ?? [])]),
    ...listed(
      '  in the way, to be put right first:',
      obstacles.map(({ message }) => message),
    ),
    ...describeRest(kept, notes),
  ]
}

/** One line for each part. */
export function describeParts(parts: MigrationPlan['parts']): string[] {
  const width = Math.max(...parts.map(({ part }) => part.length))
  return parts.map(({ part, found, steps }) => {
    const count = steps.length === 0 ? '' : `, ${steps.length} step${steps.length === 1 ? '' : 's'}`
    return `  ${part.padEnd(width)}  ${words[found]}${count}`
  })
}

/** What is left as it is, and what is to be done elsewhere. */
export function describeRest(kept: readonly string[], notes: readonly string[]): string[] {
  return [...listed('  left as it is:', kept), ...listed('  to be done elsewhere:', notes)]
}

function listed(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `    - ${line}`)]
}
