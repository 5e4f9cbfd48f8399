import type { NameKeys } from '../../sql-dialect.js'
import type { Column } from '../../table-model.js'
import { keyDefinition } from '../create-table.js'
import { noHistory } from '../history.js'
import type { KeptColumn, SchemaTools } from '../schema-tools.js'
import { type KeyedColumn, keyedColumns } from '../wanted-table.js'
import { lookAtMssql } from './look-at-mssql.js'
import { mssqlRights } from './mssql-rights.js'
import { mssqlRowLooks } from './mssql-row-looks.js'

/** What the tools are made of. */
export interface MssqlColumns {
  columnType(column: Column): string
  readonly nameKeys: NameKeys | undefined
  /** Definition of the column of a versioned table that changes with each write. */
  readonly version: string
}

const time = `convert(varchar(23), sysutcdatetime(), 126) + 'Z'`

/** Milliseconds to wait in a printed script. */
const scriptPatience = 60_000

/** What keys over computed columns take, and sqlcmd has not all of by itself. */
const indexable = [
  'quoted_identifier',
  'ansi_nulls',
  'ansi_padding',
  'ansi_warnings',
  'arithabort',
  'concat_null_yields_null',
]

const patience = (milliseconds: number) => ['set xact_abort on', `set lock_timeout ${milliseconds}`]

/** Answers `granted`, which is 1 or not: a lock that is not granted is no error. */
const runnerLock = (milliseconds: number) =>
  `declare @granted int; exec @granted = sp_getapplock @Resource = 'dmt_migrations', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = ${milliseconds}; select case when @granted >= 0 then 1 else 0 end as granted`

/** How the catalogue of SQL Server or Azure SQL is read and tables are altered. A transaction holds all of it. */
export function mssqlSchemaTools(columns: MssqlColumns): SchemaTools {
  return {
    history: noHistory,
    look: lookAtMssql,
    typeInCatalogue: (column) => catalogueType(columns.columnType(column)),
    holds: (found, wanted) => compare(found, wanted, (a, b) => a >= b),
    widens: (found, wanted) => compare(found, wanted, (a, b) => a < b),
    keptColumns: (shape) => [
      ...(shape.versioned ? [versionColumn(columns, shape.table)] : []),
      ...keyedColumns(columns, shape).map((keyed) => nameKey(shape.table, keyed)),
    ],
    keyName: (table, kind, [first]) => {
      if (kind === 'primary') return `${table}_pkey`
      return kind === 'unique' ? `${table}_names` : `${table}_${first}_fk`
    },
    namesKeys: () => true,
    referencesPin: true,
    engine: undefined,
    readOnly: [],
    patience,
    // They belong to the connection, which goes back to a pool.
    impatience: ['set xact_abort off', 'set lock_timeout -1'],
    runnerLock,
    lease: undefined,
    tableLock: () => undefined,
    record: (migration) => `insert into dmt_migrations (name, applied_at) values ('${migration}', ${time})`,
    script: {
      begin: () => [
        // Without it, what follows an error would run outside of the transaction that the error ended.
        ':on error exit',
        ...indexable.map((option) => `set ${option} on`),
        'go',
        ...patience(scriptPatience),
        'begin transaction',
        `declare @granted int; exec @granted = sp_getapplock @Resource = 'dmt_migrations', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = ${scriptPatience}; if @granted < 0 throw 50000, 'another runner of migrations is at work', 1`,
        'go',
      ],
      statement: (statement) => `${statement}\ngo`,
      end: ['commit', 'go'],
    },
    missingRights: mssqlRights,
    addColumns: (table, definitions) => `alter table ${table} add ${definitions.join(', ')}`,
    emptyDefault: (table, column) => `constraint dmt_${table}_${column} default ''`,
    dropDefault: (table, column) => `alter table ${table} drop constraint dmt_${table}_${column}`,
    setType: (table, { definition }) => `alter table ${table} alter column ${definition}`,
    setNullability: (table, { definition, column }) =>
      `alter table ${table} alter column ${definition}${column.nullable ? ' null' : ''}`,
    dropNotNull: (table, { name, type }) => `alter table ${table} alter column ${quoted(name)} ${ddlOf(type)} null`,
    addKey: (table, key) => `alter table ${table} add constraint ${key.name} ${keyDefinition(key)}`,
    renameKey: () => undefined,
    validateKey: (table, name) => `alter table ${table} with check check constraint ${quoted(name)}`,
    dropKey: (table, { name }) => `alter table ${table} drop constraint ${quoted(name)}`,
    dropIndex: (table, name) => `drop index ${quoted(name)} on ${table}`,
    ...mssqlRowLooks,
  }
}

function nameKey(table: string, { column, definition }: KeyedColumn): KeptColumn {
  const name = `${column.name}_key`
  const type = /(?:var)?binary\(\d+\)/.exec(definition)?.[0] ?? ''
  const found = `${type}${column.nullable ? '' : ' not null'} computed`
  return { name, definition, found, mend: anew(table, name, definition) }
}

function versionColumn({ version }: MssqlColumns, table: string): KeptColumn {
  const [name = ''] = version.split(' ')
  return { name, definition: version, found: 'timestamp not null', mend: anew(table, name, version) }
}

/** What the database computes cannot be altered, and nothing is lost with it. */
function anew(table: string, name: string, definition: string): string {
  return `alter table ${table} drop column ${name}; alter table ${table} add ${definition}`
}

/** A type in the words of the catalogue: `nvarchar(80) Latin1_General_BIN2`. */
function catalogueType(ddl: string): string {
  return ddl.replace(' collate ', ' ')
}

/** Compares two text types of one collation by what they hold; equal types hold each other. */
function compare(found: string, wanted: string, by: (found: number, wanted: number) => boolean): boolean {
  const [a, b] = [textOf(found), textOf(wanted)]
  if (a === undefined || b === undefined) return found === wanted && by(0, 0)
  const alike = a.kind === b.kind && (a.collation === '' || b.collation === '' || a.collation === b.collation)
  return alike && by(a.length, b.length)
}

function textOf(type: string): { kind: string; length: number; collation: string } | undefined {
  const parts = /^(n?varchar|char)\((\d+|max)\)(?: (\w+))?$/.exec(type)
  if (parts === null) return undefined
  const [, kind = '', length, collation = ''] = parts
  return { kind, length: length === 'max' ? Number.POSITIVE_INFINITY : Number(length), collation }
}

function ddlOf(type: string): string {
  return type.replace(/ (\w+)$/, ' collate $1')
}

function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/i.test(name) ? name : `[${name.replaceAll(']', ']]')}]`
}
