import type { PartPlan } from './plan-part.js'
import type { SchemaTools } from './schema-tools.js'

/** The plans as a script for the database's own client: a transaction for each part, as `apply` would run it. */
export function migrationScript(tools: SchemaTools, plans: readonly PartPlan[], lockTimeoutMs: number): string {
  return plans
    .filter(({ steps }) => steps.length > 0)
    .map((plan) => partScript(tools, plan, lockTimeoutMs))
    .join('\n')
}

function partScript(tools: SchemaTools, { part, steps, altered }: PartPlan, lockTimeoutMs: number): string {
  const before = [...tools.patience(lockTimeoutMs), tools.runnerLock]
  if (altered.length > 0) before.push(tools.tableLock(altered, false))
  return [
    `-- ${part}`,
    'begin;',
    ...before.map((statement) => `${statement};`),
    ...steps.flatMap(({ migration, title, sql }) => [`-- ${migration}: ${title}`, `${sql};`]),
    'commit;',
    '',
  ].join('\n')
}
