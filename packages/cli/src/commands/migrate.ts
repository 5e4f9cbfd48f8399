import { type MigrationPlan, type Migrator, openMigrator, ProviderError } from '@dmt-providers/core'
import type { Command, CommandContext } from '../command.js'
import { exitCodes } from '../exit-codes.js'
import { describeParts, describePlan, describeRest } from '../migrate/describe-plan.js'
import { ProgressLine } from '../migrate/progress-line.js'
import { type Target, targetsOf } from '../migrate/targets.js'

/** What is done with each database. */
type Mode = 'apply' | 'plan' | 'check' | 'verify'

/** Brings the tables of the services up to this release. */
export const migrate: Command = {
  summary: 'brings the tables of MPS and RPS up to this release, from any release of the toolkit since 1.4',
  usage: '[options]',
  options: {
    url: { value: '<url>', help: 'the database; a process list shows it, so rather use one of the next two' },
    'url-env': { value: '<NAME>', help: 'the variable that holds its URL, or NAME_FILE the file that does' },
    tables: {
      value: '<parts>',
      help: 'devices (MPS), configurations (RPS), records (sealed secrets), by comma; absent ones are created',
    },
    plan: { help: 'show what would be done, and change nothing' },
    'dry-run': { help: 'the same as --plan' },
    sql: {
      help: 'with --plan: print the statements as a script, for an administrator with psql, mariadb, mysql or sqlcmd',
    },
    check: { help: 'change nothing; exit code 3 when there is something to do' },
    verify: { help: 'change nothing; compare with a newly created database, exit code 3 when it differs' },
    thorough: {
      help: 'look at tags and counts that migrations keep, too, and make them whole; minutes for a large fleet',
    },
    json: { help: 'print the result as JSON, for programs' },
    'lock-timeout': { value: '<seconds>', help: 'wait so long for another runner or a table in use; default 60' },
  },
  details: `Without --url or --url-env it migrates the databases that MPS_CONNECTION_STRING (tables of MPS) and
RPS_CONNECTION_STRING (tables of RPS) name, or the files that the same names with _FILE at their end name.
Without --tables a database that --url names gets the parts migrated that it has.

On PostgreSQL and SQL Server each part is one transaction: it is changed whole or not at all, also when this command
is killed. MariaDB and MySQL commit each step by itself: run it again, and it goes on where it was. Several runners
wait for each other. No column, table or row is dropped. Make a backup before.

Exit codes: 0 done, or nothing to do · 1 failed · 2 wrong usage or options · 3 there is something to do (--check,
--verify) · 4 refused, nothing was changed: rows, tables or rights must be put right first · 130 interrupted`,
  run: async (context) => {
    const mode = modeOf(context)
    const lockTimeoutMs = lockTimeoutOf(context)
    const codes: number[] = []
    for (const target of targetsOf(context)) codes.push(await migrateOne(context, target, mode, lockTimeoutMs))
    return Math.max(...codes)
  },
}

async function migrateOne(context: CommandContext, target: Target, mode: Mode, lockTimeoutMs: number): Promise<number> {
  const { environment, signal } = context
  const migrator = await openMigrator(target.url, { environment, parts: target.parts })
  try {
    if (mode === 'verify') return await verify(context, target, migrator)
    const plan = await migrator.plan({ signal, thorough: context.given('thorough') })
    if (mode !== 'apply') return show(context, target, plan, mode)
    return await apply(context, target, migrator, plan, lockTimeoutMs)
  } finally {
    await migrator.close()
  }
}

function show(context: CommandContext, { from }: Target, plan: MigrationPlan, mode: Mode): number {
  const idle = plan.parts.every(({ steps }) => steps.length === 0)
  if (context.given('json')) context.out(JSON.stringify({ from, ...plan }))
  else if (context.given('sql')) showScript(context, plan)
  else for (const line of [`${from}:`, ...describePlan(plan)]) context.out(line)
  if (plan.obstacles.length > 0) return exitCodes.refused
  return mode === 'check' && !idle ? exitCodes.todo : exitCodes.done
}

/** The script alone, so that it can be piped; what stands in its way goes where errors go. */
function showScript({ out, err }: CommandContext, { script, obstacles, notes }: MigrationPlan): void {
  out(script)
  for (const message of [...obstacles.map((one) => one.message), ...notes]) err(`dmt-providers: ${message}`)
}

async function apply(
  context: CommandContext,
  { from }: Target,
  migrator: Migrator,
  plan: MigrationPlan,
  lockTimeoutMs: number,
): Promise<number> {
  const json = context.given('json')
  // Progress names the steps.
  if (!json) for (const line of [`${from}:`, ...describeParts(plan.parts)]) context.out(line)
  const progress = new ProgressLine(context)
  try {
    const { signal } = context
    const thorough = context.given('thorough')
    const result = await migrator.apply({ signal, lockTimeoutMs, thorough, onProgress: (step) => progress.heard(step) })
    if (json) context.out(JSON.stringify({ from, ...result }))
    else {
      context.out(
        `  ${result.applied.length === 0 ? 'nothing to do' : `done: ${result.applied.length} steps, verified`}`,
      )
      for (const line of describeRest(result.kept, result.notes)) context.out(line)
    }
    return exitCodes.done
  } finally {
    progress.stop()
  }
}

async function verify(context: CommandContext, { from }: Target, migrator: Migrator): Promise<number> {
  const report = await migrator.verify({ signal: context.signal })
  if (context.given('json')) context.out(JSON.stringify({ from, ...report }))
  else {
    context.out(`${from}: in place: ${report.migrations.join(', ') || 'nothing'}`)
    for (const problem of report.problems) context.out(`  differs: ${problem}`)
    for (const line of describeRest(report.kept, [])) context.out(line)
    if (report.problems.length === 0) context.out('  as a new database')
  }
  return report.problems.length === 0 ? exitCodes.done : exitCodes.todo
}

function modeOf(context: CommandContext): Mode {
  const plan = context.given('plan') || context.given('dry-run')
  const modes = [...(plan ? ['plan'] : []), ...(['check', 'verify'] as const).filter((mode) => context.given(mode))]
  if (modes.length > 1) throw wrong(`--${modes.join(' and --')}: give one of them`)
  if (context.given('sql') && (!plan || context.given('json')))
    throw wrong('--sql: goes with --plan, and without --json')
  return (modes[0] as Mode | undefined) ?? 'apply'
}

function lockTimeoutOf(context: CommandContext): number {
  const text = context.text('lock-timeout')
  if (text === undefined) return 60_000
  const seconds = Number(text)
  if (/^\d+(\.\d+)?$/.test(text) && seconds >= 0.001 && seconds <= 86_400) return Math.round(seconds * 1_000)
  throw wrong(`--lock-timeout: ${text} is no number of seconds from 0.001 to 86400`)
}

function wrong(message: string): ProviderError {
  return new ProviderError('invalid-options', message)
}
