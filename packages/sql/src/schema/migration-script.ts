import type { MigrationStep } from '@dmt-providers/core'
import type { PartPlan } from './plan-part.js'
import type { SchemaTools } from './schema-tools.js'

/** How statements are written down for a database's own client. */
export interface ScriptForm {
  /** What stands before the steps of a part, line by line; `altered` are the tables that are there and changed. */
  begin(altered: readonly string[]): readonly string[]
  /** A statement with what ends it. */
  statement(sql: string): string
  /** What stands behind the steps of a part. */
  readonly end: readonly string[]
}

/** The plans as a script for the database's own client, which does what `apply` would do. */
export function migrationScript({ script }: SchemaTools, plans: readonly PartPlan[]): string {
  return plans
    .filter(({ steps }) => steps.length > 0)
    .map(({ part, steps, altered }) =>
      [`-- ${part}`, ...script.begin(altered), ...steps.map((step) => stepOf(script, step)), ...script.end, ''].join(
        '\n',
      ),
    )
    .join('\n')
}

function stepOf({ statement }: ScriptForm, { migration, title, sql }: MigrationStep): string {
  return `-- ${migration}: ${title}\n${statement(sql)}`
}
